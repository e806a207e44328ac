package org.plumbline.messenger.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class PasswordHasherTest {

  /** From the reference implementation's own tests (P-H-C/phc-winner-argon2, src/test.c). */
  private static final String REFERENCE =
      "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

  private static final PasswordConfig LIGHT = new PasswordConfig(64, 1, 2, Duration.ofMillis(200));

  private final PasswordHasher hasher = new PasswordHasher(LIGHT, new Random(7));

  @Test
  void shouldMatchWhenHashIsOfTheReferenceImplementation() {
    assertThat(hasher.matches("password", REFERENCE)).isTrue();
    assertThat(hasher.matches("Password", REFERENCE)).isFalse();
  }

  @Test
  void shouldMatchOwnHashWhenPasswordIsRight() {
    String hash = hasher.hash("correct horse battery");

    assertThat(hash).startsWith("$argon2id$v=19$m=64,t=1,p=1$");
    assertThat(hasher.matches("correct horse battery", hash)).isTrue();
    assertThat(hasher.matches("correct horse batterY", hash)).isFalse();
  }

  @Test
  void shouldMatchOldHashWhenParametersHaveChanged() {
    String old = hasher.hash("correct horse battery");
    PasswordHasher dearer =
        new PasswordHasher(new PasswordConfig(128, 2, 2, Duration.ZERO), new Random(8));

    assertThat(dearer.matches("correct horse battery", old)).isTrue();
    assertThat(dearer.hash("correct horse battery")).contains("m=128,t=2");
  }

  @Test
  void shouldSaltEachHashWhenPasswordsAreEqual() {
    assertThat(hasher.hash("the same one")).isNotEqualTo(hasher.hash("the same one"));
  }

  @Test
  void shouldUseParametersOfOwaspWhenNothingIsSet() {
    String hash =
        new PasswordHasher(new PasswordConfig(19_456, 2, 4, Duration.ofSeconds(3)), new Random(9))
            .hash("correct horse battery");

    assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
  }

  @Test
  void shouldRefuseWhenHashIsDamagedOrAsksForTooMuch() {
    for (String damaged :
        new String[] {
          "",
          "plain",
          REFERENCE.replace("argon2id", "argon2i"),
          REFERENCE.replace("m=65536", "m=9999999"),
          REFERENCE.replace("t=2", "t=999"),
          REFERENCE.replace("p=1", "p=0"),
          REFERENCE + "$"
        }) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> PhcHash.parse(damaged))
          .withMessageStartingWith("password_hash: ");
    }
    assertThat(PhcHash.parse(REFERENCE).text()).isEqualTo(REFERENCE);
  }

  @Test
  void shouldSendAwayWhenAllTurnsAreTaken() throws Exception {
    CountDownLatch entered = new CountDownLatch(2);
    CountDownLatch release = new CountDownLatch(1);
    RandomGenerator slow = new SlowOnceArmed(entered, release);
    PasswordHasher busy = new PasswordHasher(LIGHT, slow);
    ((SlowOnceArmed) slow).armed = true;
    try (ExecutorService others = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<String> first = others.submit(() -> busy.hash("first one here"));
      Future<String> second = others.submit(() -> busy.hash("second one here"));
      assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();

      assertThatExceptionOfType(HashingBusy.class).isThrownBy(() -> busy.matchNobody("third one"));

      release.countDown();
      assertThat(first.get(10, TimeUnit.SECONDS)).startsWith("$argon2id$");
      assertThat(second.get(10, TimeUnit.SECONDS)).startsWith("$argon2id$");
    }
    assertThat(busy.matches("password", REFERENCE)).isTrue();
  }

  @Test
  void shouldNameSettingWhenItIsOutOfRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PasswordConfig(7, 1, 1, Duration.ZERO))
        .withMessage("messenger.password.memory-kib: 7 (expected: 8 to 262144)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PasswordConfig(8, 0, 1, Duration.ZERO))
        .withMessage("messenger.password.iterations: 0 (expected: 1 to 16)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PasswordConfig(8, 1, 0, Duration.ZERO))
        .withMessage("messenger.password.hashes-max: 0 (expected: >= 1)");
  }

  /** Holds whoever asks for a salt, and so holds a turn. */
  private static final class SlowOnceArmed implements RandomGenerator {
    private final CountDownLatch entered;
    private final CountDownLatch release;
    private volatile boolean armed;

    private SlowOnceArmed(CountDownLatch entered, CountDownLatch release) {
      this.entered = entered;
      this.release = release;
    }

    @Override
    public long nextLong() {
      if (armed) {
        entered.countDown();
        try {
          assertThat(release.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
      }
      return 42;
    }
  }
}
