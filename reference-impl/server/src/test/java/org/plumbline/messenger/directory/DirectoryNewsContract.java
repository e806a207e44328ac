package org.plumbline.messenger.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.directory.SessionDirectory.Session;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;

/** What every adapter of {@link DirectoryNews} holds to. */
public interface DirectoryNewsContract {
  UserId ALICE = new UserId("alice");
  UserId BOB = new UserId("bob");
  DeviceId PHONE = new DeviceId("phone");
  Duration BOUND = Duration.ofSeconds(10);

  DirectoryWorld world();

  /** The news of a node of that world. */
  DirectoryNews news();

  private HeardNews heard() {
    HeardNews heard = new HeardNews();
    news().hear(heard);
    Await.until("the news begins", BOUND, heard::isStanding);
    return heard;
  }

  private void catchUp() throws Exception {
    var _ = news().caughtUp().get(10, TimeUnit.SECONDS);
  }

  @Test
  default void shouldTellOfARegistrationOfAnotherNodeWhenCaughtUp() throws Exception {
    var other = world().join("node-2").sessions();
    var heard = heard();
    for (int i = 0; i < 200; i++) {
      var user = new UserId("user-" + i);
      other.register(user, PHONE);
      catchUp();
      assertThat(heard.changed()).contains(user);
    }
  }

  @Test
  default void shouldTellWhenASessionEndsOrIsRestored() throws Exception {
    var other = world().join("node-2").sessions();
    var epoch = other.register(ALICE, PHONE).epoch();
    var heard = heard();
    other.unregister(ALICE, PHONE, epoch);
    catchUp();
    assertThat(heard.changed()).containsOnly(ALICE);
    other.restore(List.of(new Session(BOB, PHONE, epoch)));
    catchUp();
    assertThat(heard.changed()).containsOnly(ALICE, BOB);
  }

  @Test
  default void shouldInterruptTheNewsWhenEverythingIsForgotten() throws Exception {
    var heard = heard();
    world().forgetAll();
    catchUp();
    assertThat(heard.interruptions()).isEqualTo(1);
    assertThat(heard.isStanding()).isTrue();
  }
}
