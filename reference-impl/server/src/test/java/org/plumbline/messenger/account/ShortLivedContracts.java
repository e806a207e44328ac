package org.plumbline.messenger.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.account.QrStore.Claim;
import org.plumbline.messenger.account.QrStore.Requester;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;

/** What every store of tickets, codes and logins by QR code does. */
public final class ShortLivedContracts {

  private static final Duration LIFE = Duration.ofSeconds(30);
  private static final DeviceId PHONE = new DeviceId("phone");

  private ShortLivedContracts() {}

  private static UserId someone() {
    return new UserId("u-" + UUID.randomUUID());
  }

  private static String fresh() {
    return UUID.randomUUID().toString();
  }

  /** Tickets. */
  public interface Tickets {

    UpgradeTickets tickets();

    /** Makes the time pass that a ticket of this life lasts. */
    void letPass(Duration life);

    @Test
    default void shouldGiveTheTicketToOneTakerOnly() {
      Identity holder = new Identity(someone(), PHONE, 1_900_000_000L, 17);
      String ticket = fresh();
      tickets().put(ticket, holder, LIFE);

      assertThat(tickets().take(fresh())).isEmpty();
      assertThat(tickets().take(ticket)).contains(holder);
      assertThat(tickets().take(ticket)).isEmpty();
    }

    @Test
    default void shouldForgetATicketWhenItsLifeIsOver() {
      String ticket = fresh();
      tickets()
          .put(ticket, new Identity(someone(), PHONE, 1_900_000_000L, 1), Duration.ofMillis(50));
      letPass(Duration.ofMillis(50));

      assertThat(tickets().take(ticket)).isEmpty();
    }
  }

  /** Codes; the store under test allows two codes in a window and three tries. */
  public interface Codes {

    CodeStore codes();

    @Test
    default void shouldCountTheRightCodeOnce() {
      UserId user = someone();
      assertThat(codes().keep(user, "right")).isEmpty();

      assertThat(codes().spend(user, "wrong")).isFalse();
      assertThat(codes().spend(someone(), "right")).isFalse();
      assertThat(codes().spend(user, "right")).isTrue();
      assertThat(codes().spend(user, "right")).isFalse();
    }

    @Test
    default void shouldEndTheCodeWhenItWasGuessedAtTooOften() {
      UserId user = someone();
      codes().keep(user, "right");
      for (int i = 0; i < 3; i++) {
        assertThat(codes().spend(user, "wrong")).isFalse();
      }
      assertThat(codes().spend(user, "right")).isFalse();
    }

    @Test
    default void shouldKeepTheLastCodeAndRefuseOneTooMany() {
      UserId user = someone();
      assertThat(codes().keep(user, "first")).isEmpty();
      assertThat(codes().keep(user, "second")).isEmpty();
      assertThat(codes().keep(user, "third"))
          .hasValueSatisfying(wait -> assertThat(wait).isPositive());

      assertThat(codes().spend(user, "third")).isFalse();
      assertThat(codes().spend(user, "first")).isFalse();
      assertThat(codes().spend(user, "second")).isTrue();
    }
  }

  /** Logins by QR code. */
  public interface QrLogins {

    QrStore logins();

    Requester REQUESTER = new Requester("192.0.2.7", "A browser");

    @Test
    default void shouldGoFromWaitingToApprovedOnce() {
      String id = fresh();
      UserId user = someone();
      logins().open(id, "secret", REQUESTER, LIFE);

      assertThat(logins().claim(id, "secret")).isEqualTo(new Claim.Waiting(false));
      assertThat(logins().scan(id, user, PHONE)).contains(REQUESTER);
      assertThat(logins().claim(id, "secret")).isEqualTo(new Claim.Waiting(true));
      assertThat(logins().approve(id, user, PHONE)).isTrue();
      assertThat(logins().claim(id, "another")).isEqualTo(new Claim.Gone());
      assertThat(logins().claim(id, "secret")).isEqualTo(new Claim.Approved(user));
      assertThat(logins().claim(id, "secret")).isEqualTo(new Claim.Gone());
    }

    @Test
    default void shouldLetOnlyTheDeviceApproveThatScanned() {
      String id = fresh();
      UserId user = someone();
      logins().open(id, "secret", REQUESTER, LIFE);

      assertThat(logins().approve(id, user, PHONE)).as("not scanned").isFalse();
      assertThat(logins().scan(id, user, PHONE)).isPresent();
      assertThat(logins().scan(id, user, PHONE)).as("again").isPresent();
      assertThat(logins().scan(id, someone(), PHONE)).isEmpty();
      assertThat(logins().approve(id, someone(), PHONE)).isFalse();
      assertThat(logins().approve(id, user, new DeviceId("tablet"))).isFalse();
      assertThat(logins().claim(id, "secret")).isEqualTo(new Claim.Waiting(true));
    }

    @Test
    default void shouldKnowNothingOfALoginThatNobodyBegan() {
      assertThat(logins().scan(fresh(), someone(), PHONE)).isEmpty();
      assertThat(logins().approve(fresh(), someone(), PHONE)).isFalse();
      assertThat(logins().claim(fresh(), "secret")).isEqualTo(new Claim.Gone());
    }

    /** Makes the time pass that a login of this life lasts. */
    void letPass(Duration life);

    @Test
    default void shouldForgetALoginWhenItsLifeIsOver() {
      String id = fresh();
      logins().open(id, "secret", REQUESTER, Duration.ofMillis(50));
      letPass(Duration.ofMillis(50));

      assertThat(logins().scan(id, someone(), PHONE)).isEmpty();
      assertThat(logins().claim(id, "secret")).isEqualTo(new Claim.Gone());
    }
  }

  /** The settings that the contract of codes speaks of. */
  public static CodeConfig codeConfig() {
    return new CodeConfig(null, null, Duration.ofMinutes(10), 3, 2, Duration.ofMinutes(10), 64);
  }
}
