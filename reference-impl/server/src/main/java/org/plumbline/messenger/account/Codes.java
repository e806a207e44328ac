package org.plumbline.messenger.account;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.plumbline.protocol.UserId;

/**
 * Verification codes. Nothing tells an unknown user from a known one: both have a code kept, and
 * only where it would be sent does it make a difference, after the answer. Blocks, for virtual
 * threads.
 */
final class Codes {

  private static final int CODES = 1_000_000;
  private static final String ALGORITHM = "HmacSHA256";

  private final CodeStore store;
  private final CodeSender sender;
  private final Accounts accounts;
  private final CodeConfig config;
  private final SecretKeySpec key;
  private final RandomGenerator random;
  private final Semaphore sending;
  private final Executor executor = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * Codes.
   *
   * @param key without it the kept hashes of six digits could be tried out in a moment
   * @param random cryptographically strong in production
   */
  Codes(
      CodeStore store,
      CodeSender sender,
      Accounts accounts,
      CodeConfig config,
      byte[] key,
      RandomGenerator random) {
    this.store = store;
    this.sender = sender;
    this.accounts = accounts;
    this.config = config;
    this.key = new SecretKeySpec(key, ALGORITHM);
    this.random = random;
    this.sending = new Semaphore(config.sendsMax());
  }

  /** What asking for a code gave. */
  sealed interface Asked {
    /** It is on its way, if there is such a user. */
    record Sent(Duration life) implements Asked {}

    /** Too many codes for this user, or too many at once. */
    record TooMany(Duration retryAfter) implements Asked {}

    /** Nobody is configured who would bring it. */
    record NoSender() implements Asked {}
  }

  /** Makes a code and sends it off. */
  Asked ask(UserId user, String channel) {
    if (!sender.isReady()) {
      return new Asked.NoSender();
    }
    boolean known = accounts.exists(user);
    if (!sending.tryAcquire()) {
      return new Asked.TooMany(Duration.ofSeconds(1));
    }
    boolean handedOn = false;
    try {
      String code = "%06d".formatted(random.nextInt(CODES));
      Optional<Duration> wait = store.keep(user, hash(user, code));
      if (wait.isPresent()) {
        return new Asked.TooMany(wait.get());
      }
      handedOn = true;
      executor.execute(() -> send(user, channel, code, known));
      return new Asked.Sent(config.life());
    } finally {
      if (!handedOn) {
        sending.release();
      }
    }
  }

  private void send(UserId user, String channel, String code, boolean known) {
    try {
      if (known) {
        sender.send(user, channel, code, config.life());
      }
    } finally {
      sending.release();
    }
  }

  /** Whether this is the code of this user, who exists; a right one counts once. */
  boolean spend(UserId user, String code) {
    boolean known = accounts.exists(user);
    return store.spend(user, hash(user, code)) && known;
  }

  private String hash(UserId user, String code) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(user.value().getBytes(StandardCharsets.US_ASCII));
      mac.update((byte) ' ');
      return HexFormat.of().formatHex(mac.doFinal(code.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}
