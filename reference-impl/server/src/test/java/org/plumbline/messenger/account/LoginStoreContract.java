package org.plumbline.messenger.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.account.LoginStore.Refresh;
import org.plumbline.messenger.account.LoginStore.Rotation;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;

/** What every store of logins does. */
public interface LoginStoreContract {

  Instant NOW = Instant.ofEpochMilli(1_800_000_000_000L);
  Instant LATER = NOW.plusSeconds(3_600);
  DeviceId PHONE = new DeviceId("phone");

  LoginStore store();

  @Test
  default void shouldListDevicesByLastUseWhenTheyAreLoggedIn() {
    LoginStore store = store();
    UserId user = someone();
    store.begin(user, PHONE, refresh("p", "1"), NOW);
    store.begin(user, new DeviceId("laptop"), refresh("l", "1"), NOW.plusSeconds(1));

    assertThat(store.of(user, NOW, 10))
        .extracting(login -> login.device().value())
        .containsExactly("laptop", "phone");
    assertThat(store.of(user, NOW, 1)).hasSize(1);
    assertThat(store.of(user, NOW, 10).getFirst().since()).isEqualTo(NOW.plusSeconds(1));
    assertThat(store.of(user, LATER, 10)).as("run out").isEmpty();
    assertThat(store.of(someone(), NOW, 10)).isEmpty();
  }

  @Test
  default void shouldGiveGreaterNumberWhenDeviceLogsInAgainAlsoAfterAnEnd() {
    LoginStore store = store();
    UserId user = someone();
    long first = store.begin(user, PHONE, refresh("a", "1"), NOW);
    long second = store.begin(user, PHONE, refresh("b", "1"), NOW);
    long ended = store.end(user, PHONE).orElseThrow().login();
    long third = store.begin(user, PHONE, refresh("c", "1"), NOW);

    assertThat(second).isGreaterThan(first);
    assertThat(ended).isEqualTo(second);
    assertThat(third).isGreaterThan(second);
  }

  @Test
  default void shouldChangeRefreshTokenOnceWhenItIsTheLast() {
    LoginStore store = store();
    UserId user = someone();
    String family = family();
    long login = store.begin(user, PHONE, new Refresh(family, hash("1"), LATER), NOW);
    Refresh next = new Refresh(family, hash("2"), LATER);

    assertThat(store.rotate(hash("1"), next, NOW.plusSeconds(5)))
        .isEqualTo(new Rotation.Rotated(user, PHONE, login));
    assertThat(store.of(user, NOW, 1).getFirst().lastUsed()).isEqualTo(NOW.plusSeconds(5));
    assertThat(store.rotate(hash("2"), new Refresh(family, hash("3"), LATER), NOW))
        .isInstanceOf(Rotation.Rotated.class);
  }

  @Test
  default void shouldEndLoginWhenRefreshTokenIsShownTwice() {
    LoginStore store = store();
    UserId user = someone();
    String family = family();
    long login = store.begin(user, PHONE, new Refresh(family, hash("1"), LATER), NOW);
    store.rotate(hash("1"), new Refresh(family, hash("2"), LATER), NOW);

    Rotation replayed = store.rotate(hash("1"), new Refresh(family, hash("3"), LATER), NOW);

    assertThat(replayed).isInstanceOf(Rotation.Replayed.class);
    EndedLogin ended = ((Rotation.Replayed) replayed).ended();
    assertThat(ended.user()).isEqualTo(user);
    assertThat(ended.login()).isEqualTo(login);
    assertThat(store.rotate(hash("2"), new Refresh(family, hash("4"), LATER), NOW))
        .isEqualTo(new Rotation.Unknown());
    assertThat(store.of(user, NOW, 1)).isEmpty();
  }

  @Test
  default void shouldNotKnowRefreshTokenWhenItRanOutOrWasReplacedOrNeverWas() {
    LoginStore store = store();
    UserId user = someone();
    String family = family();
    store.begin(user, PHONE, new Refresh(family, hash("1"), LATER), NOW);

    assertThat(store.rotate(hash("1"), new Refresh(family, hash("2"), LATER), LATER))
        .isEqualTo(new Rotation.Unknown());
    assertThat(store.rotate(hash("1"), refresh("x", "2"), NOW)).isEqualTo(new Rotation.Unknown());
    store.begin(user, PHONE, refresh("y", "1"), NOW);
    assertThat(store.rotate(hash("1"), new Refresh(family, hash("2"), LATER), NOW))
        .isEqualTo(new Rotation.Unknown());
    assertThat(store.of(user, NOW, 1)).as("the newer login stays").hasSize(1);
  }

  @Test
  default void shouldRotateForExactlyOneWhenManyShowTheSameToken() throws Exception {
    LoginStore store = store();
    UserId user = someone();
    String family = family();
    store.begin(user, PHONE, new Refresh(family, hash("1"), LATER), NOW);
    List<Callable<Rotation>> attempts = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      Refresh next = new Refresh(family, hash("next-" + i), LATER);
      attempts.add(() -> store.rotate(hash("1"), next, NOW));
    }
    int rotated = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Rotation> attempt : threads.invokeAll(attempts)) {
        rotated += attempt.get() instanceof Rotation.Rotated ? 1 : 0;
      }
    }
    assertThat(rotated).isEqualTo(1);
  }

  @Test
  default void shouldTellWhichLoginsEndedWhenAskedForThem() {
    LoginStore store = store();
    UserId user = someone();
    store.begin(user, PHONE, refresh("a", "1"), NOW);
    EndedLogin ended = store.end(user, PHONE).orElseThrow();

    assertThat(store.end(user, PHONE)).isEmpty();
    assertThat(store.endedWithin(Duration.ofMinutes(1), 0, 10_000)).contains(ended);
    assertThat(store.endedWithin(Duration.ofMinutes(1), ended.id() - 1, 1)).containsExactly(ended);
    assertThat(store.endedWithin(Duration.ofMinutes(1), ended.id(), 10_000)).doesNotContain(ended);
  }

  @Test
  default void shouldForgetLoginsWhenTheyRanOut() {
    LoginStore store = store();
    UserId user = someone();
    String family = family();
    store.begin(user, PHONE, new Refresh(family, hash("1"), NOW.minusSeconds(1)), NOW);
    UserId other = someone();
    store.begin(other, PHONE, refresh("b", "1"), NOW);

    store.prune(NOW, Duration.ofHours(1));

    assertThat(store.end(user, PHONE)).isEmpty();
    assertThat(store.end(other, PHONE)).isPresent();
  }

  private static Refresh refresh(String hint, String secret) {
    return new Refresh(OpaqueTokens.hexHash(hint + UUID.randomUUID()), hash(secret), LATER);
  }

  private static String family() {
    return OpaqueTokens.hexHash(UUID.randomUUID().toString());
  }

  private static String hash(String secret) {
    return OpaqueTokens.hexHash(secret);
  }

  private static UserId someone() {
    return new UserId("u-" + UUID.randomUUID());
  }
}
