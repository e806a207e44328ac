package org.plumbline.messenger.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.HttpCalls;
import org.plumbline.messenger.HttpCalls.Answer;
import org.plumbline.messenger.account.EndedLogin;
import org.plumbline.messenger.account.LoginStore;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;

/** A device whose login has ended is registered no more, however it ended. */
@MicronautTest
@Property(name = "messenger.servers", value = "memory")
@Property(name = "messenger.password.memory-kib", value = "64")
@Property(name = "messenger.login.devices-max", value = "2")
class EndedRegistrationsTest {

  private static final String PATH = "/user/v1/device/push";
  private static final DeviceId PHONE = new DeviceId("phone");

  private final HttpCalls node;
  private final PushDeviceStore store;
  private final LoginStore logins;
  private final UserId user = new UserId("u-" + UUID.randomUUID());

  EndedRegistrationsTest(EmbeddedServer server, PushDeviceStore store, LoginStore logins) {
    this.node = new HttpCalls(server.getURI());
    this.store = store;
    this.logins = logins;
  }

  private Answer login(String device) {
    String password = "\"password\":\"correct horse battery\"}";
    node.post("/user/v1/register", "{\"user_id\":\"" + user + "\"," + password);
    return node.post(
        "/user/v1/auth",
        "{\"user_id\":\"%s\",\"device_id\":\"%s\",%s".formatted(user, device, password));
  }

  private static String token(Answer login) {
    return login.field("token").toString();
  }

  private Answer register(Answer login) {
    String address = UUID.randomUUID().toString().replace("-", "");
    return node.post(
        PATH,
        "{\"provider\":\"apns\",\"token\":\"" + address + "\",\"opt_in\":true}",
        token(login));
  }

  private Answer registered(String device) {
    Answer login = login(device);
    assertThat(register(login).status()).isEqualTo(200);
    return login;
  }

  private boolean isRegistered(String device) {
    return store.find(user, new DeviceId(device)).isPresent();
  }

  @Test
  void shouldForgetTheDeviceThatLogsOutAndNoOther() {
    Answer phone = registered("phone");
    registered("tablet");

    assertThat(node.post("/user/v1/logout", "{}", token(phone)).status()).isEqualTo(204);

    assertThat(isRegistered("phone")).isFalse();
    assertThat(isRegistered("tablet")).isTrue();
    registered("phone");
    assertThat(isRegistered("phone")).as("registered by a new login").isTrue();
  }

  @Test
  void shouldForgetTheDeviceThatIsRevoked() {
    registered("phone");
    Answer tablet = registered("tablet");
    String body = "{\"device_id\":\"phone\"}";

    assertThat(node.post("/user/v1/devices/revoke", body, token(tablet)).status()).isEqualTo(204);

    assertThat(isRegistered("phone")).isFalse();
    assertThat(isRegistered("tablet")).isTrue();
  }

  @Test
  void shouldForgetTheDeviceWhoseRefreshTokenIsShownTwiceOrThatIsOneTooMany() {
    String shown = "{\"refresh_token\":\"" + registered("phone").field("refresh_token") + "\"}";
    assertThat(node.post("/user/v1/refresh", shown).status()).isEqualTo(200);
    assertThat(node.post("/user/v1/refresh", shown).status()).isEqualTo(401);
    assertThat(isRegistered("phone")).isFalse();

    registered("tablet");
    registered("laptop");
    login("fridge");
    assertThat(List.of(isRegistered("tablet"), isRegistered("laptop")))
        .containsExactlyInAnyOrder(true, false);
  }

  @Test
  void shouldRegisterNothingForALoginThatAnotherNodeHasJustEnded() {
    Answer phone = login("phone");
    assertThat(logins.end(user, PHONE)).isPresent();

    assertThat(register(phone).status()).isEqualTo(401);

    assertThat(isRegistered("phone")).isFalse();
  }

  @Test
  void shouldTryOnWhileTheStoreIsAway() throws InterruptedException {
    Away away = new Away(3);
    EndedRegistrations ends = new EndedRegistrations(away, away, Duration.ofMillis(5));

    ends.endedByThisNode(new EndedLogin(1, user, PHONE, 7));

    assertThat(away.removed.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(away.asked).hasValue(4);
  }

  /** A store that cannot be reached some times. */
  private static final class Away implements PushDeviceStore, RegistrationListener {
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch removed = new CountDownLatch(1);
    private final int failures;

    Away(int failures) {
      this.failures = failures;
    }

    @Override
    public boolean remove(UserId user, DeviceId device) {
      if (asked.incrementAndGet() <= failures) {
        throw new DevicesUnavailable("planted", new IllegalStateException("down"));
      }
      return true;
    }

    @Override
    public void changed(UserId user) {
      removed.countDown();
    }

    @Override
    public boolean sendsTo(PushProvider provider) {
      return true;
    }

    @Override
    public void save(PushDevice device) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<PushDevice> find(UserId user, DeviceId device) {
      return Optional.empty();
    }

    @Override
    public Map<UserId, List<PushDevice>> optedIn(Collection<UserId> users) {
      return Map.of();
    }

    @Override
    public boolean prune(PushDevice device, long deadSinceMillis) {
      return false;
    }
  }
}
