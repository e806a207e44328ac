package org.plumbline.messenger.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id (RFC 9106). Only so many hashes run at once as the settings allow, so that a storm of
 * logins takes neither all memory nor an endless queue: a request that waited too long is sent away
 * with {@link HashingBusy}. Safe to share between threads; blocks.
 */
final class PasswordHasher {

  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final int LANES = 1;

  private final PasswordConfig config;
  private final RandomGenerator random;
  private final Semaphore turns;
  // Not on the caller's virtual thread: a hash never yields, and its few carriers serve all others.
  private final ExecutorService hashing;
  private final PhcHash nobody;

  /**
   * A hasher.
   *
   * @param random cryptographically strong in production
   */
  PasswordHasher(PasswordConfig config, RandomGenerator random) {
    this.config = config;
    this.random = random;
    this.turns = new Semaphore(config.hashesMax(), true);
    this.hashing =
        Executors.newFixedThreadPool(
            config.hashesMax(), Thread.ofPlatform().name("password-", 0).daemon(true).factory());
    this.nobody = fresh("nobody's password");
  }

  /** A new hash with a salt of its own, in the PHC string format. */
  String hash(String password) {
    return inTurn(() -> fresh(password).text());
  }

  /** Whether the password is the one of the hash. */
  boolean matches(String password, String hash) {
    PhcHash expected = PhcHash.parse(hash);
    return inTurn(() -> isEqual(expected, password));
  }

  /** As much work as {@link #matches}, for a user who is not there: time shall not tell. */
  void matchNobody(String password) {
    inTurn(() -> isEqual(nobody, password));
  }

  private PhcHash fresh(String password) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    byte[] hash =
        computed(config.memoryKib(), config.iterations(), LANES, salt, HASH_BYTES, password);
    return PhcHash.of(config.memoryKib(), config.iterations(), LANES, salt, hash);
  }

  private static boolean isEqual(PhcHash expected, String password) {
    byte[] hash = expected.hashBytes();
    return MessageDigest.isEqual(
        hash,
        computed(
            expected.memoryKib(),
            expected.iterations(),
            expected.lanes(),
            expected.saltBytes(),
            hash.length,
            password));
  }

  private static byte[] computed(
      int memoryKib, int iterations, int lanes, byte[] salt, int length, String password) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(memoryKib)
            .withIterations(iterations)
            .withParallelism(lanes)
            .withSalt(salt)
            .build());
    byte[] hash = new byte[length];
    generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
    return hash;
  }

  private <T> T inTurn(Supplier<T> work) {
    try {
      if (!turns.tryAcquire(config.turnWait().toMillis(), TimeUnit.MILLISECONDS)) {
        throw new HashingBusy();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HashingBusy();
    }
    try {
      return hashing.submit(work::get).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HashingBusy();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a password could not be hashed", e.getCause());
    } finally {
      turns.release();
    }
  }
}
