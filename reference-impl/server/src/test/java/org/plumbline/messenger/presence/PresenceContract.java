package org.plumbline.messenger.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.directory.Await;
import org.plumbline.messenger.directory.SessionDirectory;
import org.plumbline.messenger.presence.Presence.State;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;

/** What every presence owes. */
public interface PresenceContract {
  UserId ALICE = new UserId("alice");
  UserId BOB = new UserId("bob");
  DeviceId PHONE = new DeviceId("phone");
  DeviceId LAPTOP = new DeviceId("laptop");
  Duration BOUND = Duration.ofSeconds(10);

  /** A node that has joined, and whose news arrive from now on. */
  Node join(String node);

  /** What a node has. */
  record Node(SessionDirectory sessions, Presence presence) {}

  @Test
  default void shouldBeOnlineAsLongAsADeviceIsConnected() {
    var one = join("node-1");
    var two = join("node-2");
    var phone = one.sessions().register(ALICE, PHONE).epoch();
    var laptop = two.sessions().register(ALICE, LAPTOP).epoch();

    one.sessions().unregister(ALICE, PHONE, phone);
    assertThat(one.presence().of(List.of(ALICE, BOB)))
        .isEqualTo(Map.of(ALICE, new State(true, null), BOB, new State(false, null)));

    two.sessions().unregister(ALICE, LAPTOP, laptop);
    assertThat(one.presence().of(List.of(ALICE))).isEqualTo(Map.of(ALICE, new State(false, null)));
  }

  @Test
  default void shouldKeepNewestTimeWhenOlderIsWrittenLater() {
    var one = join("node-1").presence();
    var two = join("node-2").presence();

    one.seen(List.of(ALICE, BOB), 1_700_000_000_500L);
    two.seen(List.of(ALICE), 1_700_000_000_400L);
    two.seen(List.of(BOB), 1_700_000_000_600L);

    assertThat(one.of(List.of(ALICE, BOB)))
        .isEqualTo(
            Map.of(
                ALICE,
                new State(false, 1_700_000_000_500L),
                BOB,
                new State(false, 1_700_000_000_600L)));
  }

  @Test
  default void shouldAnswerForAllWhenManyUsersAreAsked() {
    var one = join("node-1").presence();
    var users = IntStream.range(0, 1_500).mapToObj(i -> new UserId("user-" + i)).toList();

    one.seen(users, 1_700_000_000_000L);

    assertThat(one.of(users))
        .hasSize(1_500)
        .allSatisfy(
            (_, state) -> assertThat(state).isEqualTo(new State(false, 1_700_000_000_000L)));
    assertThat(one.of(List.of())).isEmpty();
  }

  @Test
  default void shouldBringNewsToAllNodesWhenChangeIsAnnounced() {
    var one = join("node-1").presence();
    var two = join("node-2").presence();
    Set<String> heard = ConcurrentHashMap.newKeySet();
    one.onChange(user -> heard.add("node-1 " + user));
    two.onChange(user -> heard.add("node-2 " + user));

    one.announceChange(ALICE);
    two.announceChange(BOB);

    Await.until("all have heard all", BOUND, () -> heard.size() == 4);
    assertThat(heard)
        .containsExactlyInAnyOrder("node-1 alice", "node-2 alice", "node-1 bob", "node-2 bob");
  }
}
