package org.plumbline.messenger.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.directory.Await;
import org.plumbline.messenger.directory.NodeRegistry;
import org.plumbline.messenger.directory.SessionDirectory;
import org.plumbline.messenger.directory.memory.MemoryWorld;
import org.plumbline.messenger.presence.memory.MemoryPresenceWorld;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;

/** Steps the watch by hand, with a clock that stands until it is moved. */
class PresenceWatchTest {
  private static final UserId ALICE = new UserId("alice");
  private static final UserId BOB = new UserId("bob");
  private static final DeviceId PHONE = new DeviceId("phone");
  private static final Duration SWEEP = Duration.ofSeconds(5);
  private static final Duration DELAY = Duration.ofSeconds(3);

  private final MemoryWorld world = new MemoryWorld();
  private final MemoryPresenceWorld presences = new MemoryPresenceWorld();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<String> told = new ArrayList<>();
  private SessionDirectory sessions;
  private NodeRegistry registry;
  private Presence presence;
  private PresenceWatch watch;
  private long nanos;

  @BeforeEach
  void join() {
    var node = world.join("node-1");
    sessions = node.sessions();
    registry = node.registry();
    presence = presences.join(sessions);
    watch = watch(DELAY, 100);
    presence.onChange(watch::changed);
  }

  private PresenceWatch watch(Duration offlineDelay, int watchedMax) {
    return watch(Duration.ZERO, offlineDelay, watchedMax);
  }

  private PresenceWatch watch(Duration onlineDelay, Duration offlineDelay, int watchedMax) {
    var config =
        new PresenceConfig(
            SWEEP,
            onlineDelay,
            offlineDelay,
            Duration.ofSeconds(1),
            watchedMax,
            10,
            Duration.ofDays(1),
            10);
    return new PresenceWatch(presence, registry, config, meters, () -> nanos);
  }

  private PresenceWatch.Listener as(String watcher) {
    return (user, state) ->
        told.add(
            "%s: %s %s %s"
                .formatted(
                    watcher, user, state.online() ? "online" : "offline", state.lastSeenMillis()));
  }

  private void run() {
    for (int steps = 0; watch.step() == 0; steps++) {
      assertThat(steps).as("the watch comes to rest").isLessThan(1_000);
    }
  }

  private void pass(Duration time) {
    nanos += time.toNanos();
    run();
  }

  private void comes(UserId user) {
    sessions.register(user, PHONE);
    presence.announceChange(user);
  }

  private void goes(UserId user, long seen) {
    leavesSilently(user);
    presence.seen(List.of(user), seen);
    presence.announceChange(user);
  }

  private void leavesSilently(UserId user) {
    for (var location : sessions.locate(List.of(user)).getOrDefault(user, List.of())) {
      sessions.unregister(user, location.device(), location.epoch());
    }
  }

  @Test
  void shouldTellStateOnceWhenNothingChanges() {
    sessions.register(ALICE, PHONE);

    assertThat(watch.watch("s1", List.of(ALICE, BOB), as("s1"))).isTrue();
    run();
    pass(SWEEP);
    presence.announceChange(ALICE);
    presence.seen(List.of(ALICE), 7);
    pass(SWEEP);

    assertThat(told).containsExactlyInAnyOrder("s1: alice online null", "s1: bob offline null");
    assertThat(meters.get("messenger.presence.updates").counter().count()).isEqualTo(2);
  }

  @Test
  void shouldTellChangeAtOnceWhenUserComes() {
    watch.watch("s1", List.of(ALICE), as("s1"));
    run();

    comes(ALICE);
    run();

    assertThat(told).containsExactly("s1: alice offline null", "s1: alice online null");
  }

  @Test
  void shouldTellEndAfterDelayWhenUserGoes() {
    comes(ALICE);
    watch.watch("s1", List.of(ALICE), as("s1"));
    run();

    goes(ALICE, 5);
    run();
    pass(DELAY.minusMillis(1));
    assertThat(told).containsExactly("s1: alice online null");

    pass(Duration.ofMillis(1));
    assertThat(told).containsExactly("s1: alice online null", "s1: alice offline 5");
  }

  @Test
  void shouldTellEndAtOnceWhenDelayIsZero() {
    watch = watch(Duration.ZERO, 100);
    presence.onChange(watch::changed);
    comes(ALICE);
    watch.watch("s1", List.of(ALICE), as("s1"));
    run();

    goes(ALICE, 5);
    run();

    assertThat(told).containsExactly("s1: alice online null", "s1: alice offline 5");
  }

  @Test
  void shouldTellNothingWhenUserReconnectsWithinDelay() {
    comes(ALICE);
    watch.watch("s1", List.of(ALICE), as("s1"));
    run();

    for (int flap = 0; flap < 10; flap++) {
      goes(ALICE, flap);
      run();
      pass(Duration.ofSeconds(2));
      comes(ALICE);
      run();
    }
    pass(SWEEP);

    assertThat(told).containsExactly("s1: alice online null");
  }

  @Test
  void shouldTellLaterLastSeenWhenUserIsGone() {
    presence.seen(List.of(ALICE), 5);
    watch.watch("s1", List.of(ALICE), as("s1"));
    run();

    presence.seen(List.of(ALICE), 6);
    pass(SWEEP);
    pass(DELAY);

    assertThat(told).containsExactly("s1: alice offline 5", "s1: alice offline 6");
  }

  @Test
  void shouldTellNothingWhenManyFlapFasterThanTheDelays() {
    watch = watch(Duration.ofSeconds(2), DELAY, 1_000);
    presence.onChange(watch::changed);
    var users = new ArrayList<UserId>();
    for (int i = 0; i < 200; i++) {
      users.add(new UserId("user-" + i));
    }
    watch.watch("s1", users, as("s1"));
    run();
    assertThat(told).hasSize(200);

    for (int flap = 0; flap < 20; flap++) {
      users.forEach(this::comes);
      pass(Duration.ofSeconds(1));
      users.forEach(user -> goes(user, 5));
      pass(Duration.ofSeconds(1));
    }
    assertThat(told).as("frames after 4,000 flaps").hasSize(200);

    users.forEach(this::comes);
    run();
    pass(Duration.ofSeconds(2));
    assertThat(told).as("frames when all have come to stay").hasSize(400);
  }

  @Test
  void shouldTellWhoCameWhenHeHasStayedForAWhile() {
    watch = watch(Duration.ofSeconds(2), DELAY, 100);
    presence.onChange(watch::changed);
    watch.watch("s1", List.of(ALICE), as("s1"));
    run();

    comes(ALICE);
    run();
    pass(Duration.ofMillis(1_999));
    assertThat(told).containsExactly("s1: alice offline null");
    pass(Duration.ofMillis(1));
    assertThat(told).containsExactly("s1: alice offline null", "s1: alice online null");
  }

  @Test
  void shouldFindChangeBySweepWhenNothingWasAnnounced() {
    comes(ALICE);
    watch.watch("s1", List.of(ALICE), as("s1"));
    run();

    leavesSilently(ALICE);
    pass(SWEEP);
    pass(DELAY);

    assertThat(told).containsExactly("s1: alice online null", "s1: alice offline null");
  }

  @Test
  void shouldSweepAtOnceWhenNodeDies() {
    var other = world.join("node-2");
    other.sessions().register(ALICE, PHONE);
    watch.watch("s1", List.of(ALICE), as("s1"));
    run();
    run();

    world.letAnnouncementRunOut("node-2");
    run();
    pass(DELAY);

    assertThat(told).containsExactly("s1: alice online null", "s1: alice offline null");
  }

  @Test
  void shouldTellWholeStateToNewcomerOnlyWhenOthersWatchAlready() {
    comes(ALICE);
    watch.watch("s1", List.of(ALICE), as("s1"));
    run();

    watch.watch("s2", List.of(ALICE), as("s2"));
    run();

    assertThat(told).containsExactly("s1: alice online null", "s2: alice online null");
  }

  @Test
  void shouldTellNewUsersOnlyWhenSubscriptionIsReplaced() {
    watch.watch("s1", List.of(ALICE), as("s1"));
    run();
    watch.watch("s1", List.of(BOB), as("s1"));
    run();

    comes(ALICE);
    comes(BOB);
    run();

    assertThat(told)
        .containsExactly("s1: alice offline null", "s1: bob offline null", "s1: bob online null");
  }

  @Test
  void shouldTellNothingMoreWhenUnwatched() {
    watch.watch("s1", List.of(ALICE), as("s1"));
    run();

    watch.unwatch("s1");
    watch.unwatch("never watched");
    comes(ALICE);
    pass(SWEEP);

    assertThat(told).containsExactly("s1: alice offline null");
  }

  @Test
  void shouldRefuseAndKeepSubscriptionWhenTooManyUsersAreWatched() {
    watch = watch(DELAY, 2);
    presence.onChange(watch::changed);
    assertThat(watch.watch("s1", List.of(ALICE), as("s1"))).isTrue();
    run();

    assertThat(watch.watch("s1", List.of(BOB, new UserId("carol")), as("s1"))).isFalse();
    assertThat(watch.watch("s2", List.of(ALICE, BOB), as("s2"))).isTrue();
    comes(ALICE);
    run();

    assertThat(told).contains("s1: alice online null", "s2: alice online null");
  }

  @Test
  void shouldTellNobodyGoneWhenDirectoryReturnsEmptyAndSessionsAreRestored() {
    comes(ALICE);
    watch.watch("s1", List.of(ALICE), as("s1"));
    run();
    var kept = sessions.locate(List.of(ALICE)).getOrDefault(ALICE, List.of()).getFirst();

    world.directory().setReachable(false);
    nanos += SWEEP.toNanos();
    assertThat(watch.step()).as("waits before it tries again").isPositive();
    world.forgetAll();
    world.directory().setReachable(true);
    run();
    pass(DELAY.plusSeconds(1));
    registry.announce();
    sessions.restore(List.of(new SessionDirectory.Session(ALICE, kept.device(), kept.epoch())));
    pass(SWEEP);

    assertThat(told).containsExactly("s1: alice online null");
  }

  @Test
  void shouldServeAllWhenMoreUsersAreWatchedThanFitIntoOneLookup() {
    var users = new ArrayList<UserId>();
    for (int i = 0; i < 95; i++) {
      users.add(new UserId("user-" + i));
    }
    watch.watch("s1", users, as("s1"));
    run();

    assertThat(told).hasSize(95);
  }

  @Test
  void shouldGoOnWhenAListenerThrows() {
    watch.watch(
        "s1",
        List.of(ALICE),
        (_, _) -> {
          throw new IllegalStateException("a broken listener");
        });
    watch.watch("s2", List.of(ALICE), as("s2"));
    run();

    assertThat(told).containsExactly("s2: alice offline null");
  }

  @Test
  void shouldTellByItsOwnThreadWhenStarted() {
    Map<UserId, Boolean> shown = new HashMap<>();
    var config =
        new PresenceConfig(
            SWEEP,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ofSeconds(1),
            10,
            10,
            Duration.ofDays(1),
            10);
    try (var started = new PresenceWatch(presence, registry, config, meters, System::nanoTime)) {
      started.start();
      started.watch(
          "s1",
          List.of(ALICE),
          (user, state) -> {
            synchronized (shown) {
              shown.put(user, state.online());
            }
          });
      Await.until("first state", Duration.ofSeconds(10), () -> shows(shown, false));
      comes(ALICE);
      Await.until("change", Duration.ofSeconds(10), () -> shows(shown, true));
      goes(ALICE, 1);
      Await.until("change", Duration.ofSeconds(10), () -> shows(shown, false));
    }
    assertThat(shown).containsOnlyKeys(ALICE);
  }

  private static boolean shows(Map<UserId, Boolean> shown, boolean online) {
    synchronized (shown) {
      return Boolean.valueOf(online).equals(shown.get(ALICE));
    }
  }
}
