package org.plumbline.messenger.history.shards;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.plumbline.messenger.history.HistoryConfig;
import org.plumbline.messenger.history.HistoryStore;
import org.plumbline.messenger.history.HistoryStores;
import org.plumbline.messenger.history.MessageHistory;
import org.plumbline.messenger.history.memory.InMemoryMessageHistory;
import org.plumbline.messenger.history.shards.memory.InMemoryShardMapStore;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ThreadId;

/**
 * Two nodes on three stores, by a clock that moves only when a mover waits. Before every operation
 * of a mover the nodes write and read, each with a view as old as it may be; what they read is held
 * against a store of its own that is never moved.
 */
final class ShardWorld {

  /** The process ended here. */
  static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  static final ShardConfig CONFIG =
      new ShardConfig(
          List.of("a", "b", "c"),
          9,
          Duration.ofSeconds(10),
          Duration.ofSeconds(1),
          2,
          2_000,
          Duration.ofSeconds(30));
  private static final Instant START = Instant.parse("2026-11-22T05:00:00Z");
  private static final HistoryConfig HISTORY =
      new HistoryConfig(Duration.ofHours(24), Duration.ofSeconds(2), 100);

  /** One node: what it last saw of the map, and the history as it routes it. */
  private final class Node {
    private final ShardView view =
        new ShardView(ShardWorld.this::map, CONFIG.staleness(), ShardWorld.this::time);
    private final MessageHistory history = new ShardedHistory(hooked, view, Runnable::run);
    private long refreshedAt;

    private Node() {
      refresh();
    }

    private void refresh() {
      view.refresh();
      refreshedAt = now;
    }
  }

  private final HistoryStore expected = store("expected");
  private final HistoryStores stores =
      new HistoryStores(CONFIG.stores().stream().map(this::store).toList());
  private final HistoryStores hooked =
      new HistoryStores(
          stores.all().stream()
              .<HistoryStore>map(store -> new HookedStore(store, _ -> step()))
              .toList());
  private final InMemoryShardMapStore maps = new InMemoryShardMapStore(this::instant);
  private final List<Conversation> conversations =
      IntStream.range(0, 24).mapToObj(_ -> new Conversation(START)).toList();
  private final SplittableRandom random;
  private final List<Node> nodes = new ArrayList<>();
  private long now;
  private int steps;
  private int crashAt;
  private boolean nodesWork;

  ShardWorld(long seed) {
    this.random = new SplittableRandom(seed);
    maps.create("a", CONFIG.count());
    nodes.add(new Node());
    nodes.add(new Node());
    for (int i = 0; i < 150; i++) {
      someoneWrites();
    }
  }

  private HistoryStore store(String name) {
    return new InMemoryMessageHistory(name, HISTORY, this::instant);
  }

  private Instant instant() {
    return START.plusNanos(now);
  }

  private long time() {
    return now;
  }

  ShardMap map() {
    return new ShardMap(maps.load("a"));
  }

  /** Plans the move to all three stores. */
  int rebalance() {
    return new Shards(stores, maps, nodes.getFirst().view, Set::of).rebalance();
  }

  /** The mover of a node of that name; it ends at the given step of it, 0 for never. */
  void move(String node, int crashBefore) {
    steps = 0;
    crashAt = crashBefore;
    ShardMapStore own = new HookedMaps(maps, this::step, () -> crashAt > 0 && steps >= crashAt);
    new ShardMover(
            hooked,
            own,
            CONFIG,
            new ShardMeters(new SimpleMeterRegistry()),
            node,
            this::time,
            this::pass)
        .run();
    crashAt = 0;
  }

  /** Time passes; every node looks at the map again before its view is too old. */
  void pass(long nanos) {
    long slice = CONFIG.staleness().toNanos() / 8;
    for (long left = nanos; left > 0; left -= slice) {
      now += Math.min(slice, left);
      for (Node node : nodes) {
        boolean oldest = now + slice - node.refreshedAt > CONFIG.staleness().toNanos();
        if (oldest || random.nextInt(8) == 0) {
          node.refresh();
        }
      }
      nodesWork();
    }
  }

  /** Once before every operation of the mover. */
  private void step() {
    if (nodesWork) {
      return;
    }
    nodesWork();
    steps++;
    if (steps == crashAt) {
      throw new Crash();
    }
  }

  private void nodesWork() {
    nodesWork = true;
    try {
      someoneWrites();
      assertReads(nodes.get(random.nextInt(2)), any());
    } finally {
      nodesWork = false;
    }
  }

  private Conversation any() {
    return conversations.get(random.nextInt(conversations.size()));
  }

  private void someoneWrites() {
    List<Message> written = List.of(any().next(random), any().next(random));
    expected.append(written);
    boolean worked = nodesWork;
    nodesWork = true;
    nodes.get(random.nextInt(2)).history.append(written);
    nodesWork = worked;
  }

  private void assertReads(Node node, Conversation conversation) {
    ThreadId thread = conversation.thread();
    assertThat(all(node.history, thread)).isEqualTo(all(expected, thread));
    assertThat(node.history.before(thread, Long.MAX_VALUE, 3))
        .isEqualTo(expected.before(thread, Long.MAX_VALUE, 3));
    assertThat(node.history.threadsOf(conversation.ann(), Optional.empty(), 9))
        .isEqualTo(expected.threadsOf(conversation.ann(), Optional.empty(), 9));
    if (conversation.length() > 0) {
      Message message = expected.find(thread, random.nextLong(conversation.length())).orElseThrow();
      assertThat(node.history.firstOf(message.thread(), message.sender(), message.tempId()))
          .contains(message);
      assertThat(node.history.find(thread, message.seq(), _ -> false))
          .isEqualTo(expected.find(thread, message.seq(), _ -> false));
    }
  }

  /** All is where it belongs, and nowhere else, and both nodes read it. */
  void assertMoved() {
    ShardMap map = map();
    assertThat(map.unsettled()).isEmpty();
    assertThat(map.shardsOf(CONFIG.stores()).values()).containsExactly(3, 3, 3);
    nodes.forEach(Node::refresh);
    nodesWork = true;
    for (Conversation conversation : conversations) {
      nodes.forEach(node -> assertReads(node, conversation));
      for (HistoryStore store : stores.all()) {
        boolean here = map.of(conversation.thread()).from().equals(store.name());
        assertThat(all(store, conversation.thread()).isEmpty())
            .as("%s in %s", conversation.thread(), store.name())
            .isEqualTo(!here || conversation.length() == 0);
      }
    }
    nodesWork = false;
  }

  private static List<Message> all(MessageHistory history, ThreadId thread) {
    List<Message> all = new ArrayList<>();
    MessageHistory.Page page;
    do {
      long last = all.isEmpty() ? Message.NONE : all.getLast().seq();
      page = history.after(thread, last, MessageHistory.PAGE_MAX);
      all.addAll(page.messages());
    } while (page.more());
    return all;
  }
}
