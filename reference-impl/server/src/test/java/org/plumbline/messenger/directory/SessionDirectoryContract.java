package org.plumbline.messenger.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.directory.SessionDirectory.Location;
import org.plumbline.messenger.directory.SessionDirectory.Session;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;

/** What every session directory owes. */
public interface SessionDirectoryContract {
  UserId ALICE = new UserId("alice");
  UserId BOB = new UserId("bob");
  DeviceId PHONE = new DeviceId("phone");
  DeviceId LAPTOP = new DeviceId("laptop");
  Duration BOUND = Duration.ofSeconds(5);

  DirectoryWorld world();

  private static List<Location> locate(SessionDirectory sessions, UserId user) {
    return sessions.locate(List.of(user)).getOrDefault(user, List.of());
  }

  @Test
  default void shouldFindDeviceFromEveryNodeWhenRegistered() {
    var one = world().join("node-1").sessions();
    var two = world().join("node-2").sessions();

    var epoch = one.register(ALICE, PHONE).epoch();

    assertThat(epoch).isPositive();
    assertThat(locate(one, ALICE)).containsExactly(new Location(PHONE, "node-1", epoch));
    assertThat(locate(two, ALICE)).containsExactly(new Location(PHONE, "node-1", epoch));
  }

  @Test
  default void shouldGiveNoKeyWhenUserHasNoSession() {
    var sessions = world().join("node-1").sessions();
    sessions.register(ALICE, PHONE);

    assertThat(sessions.locate(List.of(ALICE, BOB))).containsOnlyKeys(ALICE);
    assertThat(sessions.locate(List.of())).isEmpty();
  }

  @Test
  default void shouldFenceOlderSessionWhenDeviceRegistersElsewhere() {
    var one = world().join("node-1").sessions();
    var two = world().join("node-2").sessions();

    var first = one.register(ALICE, PHONE);
    var second = two.register(ALICE, PHONE);

    assertThat(first.replaced()).isEmpty();
    assertThat(second.replaced()).contains(new Location(PHONE, "node-1", first.epoch()));
    assertThat(second.epoch()).isGreaterThan(first.epoch());
    assertThat(locate(one, ALICE)).containsExactly(new Location(PHONE, "node-2", second.epoch()));
  }

  @Test
  default void shouldKeepAllDevicesWhenUserHasSeveral() {
    var one = world().join("node-1").sessions();
    var two = world().join("node-2").sessions();

    var phone = one.register(ALICE, PHONE).epoch();
    var laptop = two.register(ALICE, LAPTOP).epoch();

    assertThat(locate(one, ALICE))
        .containsExactlyInAnyOrder(
            new Location(PHONE, "node-1", phone), new Location(LAPTOP, "node-2", laptop));
  }

  @Test
  default void shouldDoNothingWhenOldEpochUnregisters() {
    var one = world().join("node-1").sessions();
    var two = world().join("node-2").sessions();
    var first = one.register(ALICE, PHONE).epoch();
    var second = two.register(ALICE, PHONE).epoch();

    one.unregister(ALICE, PHONE, first);
    one.unregister(BOB, PHONE, first);

    assertThat(locate(one, ALICE)).containsExactly(new Location(PHONE, "node-2", second));
  }

  @Test
  default void shouldRemoveDeviceWhenItsEpochUnregisters() {
    var sessions = world().join("node-1").sessions();
    var epoch = sessions.register(ALICE, PHONE).epoch();
    var laptop = sessions.register(ALICE, LAPTOP).epoch();

    sessions.unregister(ALICE, PHONE, epoch);

    assertThat(locate(sessions, ALICE)).containsExactly(new Location(LAPTOP, "node-1", laptop));
    assertThat(sessions.register(ALICE, PHONE).epoch()).isGreaterThan(epoch);
  }

  @Test
  default void shouldRaiseEpochWhenEverythingWasForgotten() {
    var node = world().join("node-1");
    var before = node.sessions().register(ALICE, PHONE).epoch();

    world().forgetAll();

    assertThat(node.sessions().register(ALICE, PHONE).epoch()).isGreaterThan(before);
  }

  @Test
  default void shouldGiveEachEpochOnceWhenDeviceRegistersConcurrently() throws Exception {
    var nodes = List.of(world().join("node-1").sessions(), world().join("node-2").sessions());
    var calls =
        IntStream.range(0, 200)
            .mapToObj(i -> (Callable<Long>) () -> nodes.get(i % 2).register(ALICE, PHONE).epoch())
            .toList();
    var epochs = new ArrayList<Long>();
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (var future : threads.invokeAll(calls)) {
        epochs.add(future.get());
      }
    }

    assertThat(new HashSet<>(epochs)).hasSize(calls.size());
    assertThat(locate(nodes.getFirst(), ALICE))
        .extracting(Location::epoch)
        .containsExactly(Collections.max(epochs));
  }

  @Test
  default void shouldLoseAllEntriesTogetherWhenNodeDies() {
    var one = world().join("node-1").sessions();
    var two = world().join("node-2").sessions();
    one.register(ALICE, PHONE);
    one.register(BOB, PHONE);
    var laptop = two.register(ALICE, LAPTOP).epoch();

    world().letAnnouncementRunOut("node-1");

    Await.until("the dead node's entries end", BOUND, () -> locate(two, BOB).isEmpty());
    assertThat(locate(two, ALICE)).containsExactly(new Location(LAPTOP, "node-2", laptop));
    assertThat(two.register(ALICE, PHONE).replaced()).isEqualTo(Optional.empty());
  }

  @Test
  default void shouldNotCountOldEntriesWhenNodeRestarted() {
    var two = world().join("node-2").sessions();
    world().join("node-1").sessions().register(ALICE, PHONE);
    assertThat(locate(two, ALICE)).hasSize(1);

    var restarted = world().join("node-1").sessions();

    Await.until("the old entries end", BOUND, () -> locate(two, ALICE).isEmpty());
    var laptop = restarted.register(ALICE, LAPTOP).epoch();
    assertThat(locate(two, ALICE)).containsExactly(new Location(LAPTOP, "node-1", laptop));
  }

  @Test
  default void shouldFindSessionsAgainWhenRestored() {
    var one = world().join("node-1");
    var two = world().join("node-2");
    var alice = one.sessions().register(ALICE, PHONE).epoch();
    var bob = one.sessions().register(BOB, PHONE).epoch();

    world().forgetAll();
    assertThat(one.registry().announce()).isFalse();
    assertThat(two.registry().announce()).isFalse();
    assertThat(locate(two.sessions(), ALICE)).isEmpty();

    assertThat(
            one.sessions()
                .restore(List.of(new Session(ALICE, PHONE, alice), new Session(BOB, PHONE, bob))))
        .isEmpty();
    assertThat(locate(two.sessions(), ALICE)).containsExactly(new Location(PHONE, "node-1", alice));
    assertThat(locate(two.sessions(), BOB)).containsExactly(new Location(PHONE, "node-1", bob));
  }

  @Test
  default void shouldKeepNewerSessionWhenOlderIsRestored() {
    var one = world().join("node-1");
    var two = world().join("node-2");
    var old = new Session(ALICE, PHONE, one.sessions().register(ALICE, PHONE).epoch());
    world().forgetAll();
    one.registry().announce();
    two.registry().announce();
    var newer = two.sessions().register(ALICE, PHONE).epoch();

    assertThat(one.sessions().restore(List.of(old))).containsExactly(old);

    assertThat(locate(one.sessions(), ALICE)).containsExactly(new Location(PHONE, "node-2", newer));
  }

  @Test
  default void shouldRestoreAndLocateAllWhenThereAreMany() {
    var node = world().join("node-1").sessions();
    var sessions =
        IntStream.rangeClosed(1, 3_000)
            .mapToObj(i -> new Session(new UserId("user-" + i), PHONE, i))
            .toList();

    assertThat(node.restore(sessions)).isEmpty();
    assertThat(node.restore(List.of())).isEmpty();

    assertThat(node.locate(sessions.stream().map(Session::user).toList())).hasSize(3_000);
  }
}
