package org.plumbline.messenger.history.shards;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.history.HistoryConfig;
import org.plumbline.messenger.history.HistoryStore;
import org.plumbline.messenger.history.HistoryStores;
import org.plumbline.messenger.history.HistoryUnavailable;
import org.plumbline.messenger.history.MessageHistory;
import org.plumbline.messenger.history.memory.InMemoryMessageHistory;
import org.plumbline.messenger.history.shards.memory.InMemoryShardMapStore;
import org.plumbline.protocol.Message;

/** Writers and movers on threads of their own: what a step by step story cannot reach. */
class ShardMoveRaceTest {

  private static final InstantSource CLOCK = InstantSource.system();
  private static final ShardConfig CONFIG =
      new ShardConfig(
          List.of("a", "b"),
          8,
          Duration.ofMillis(300),
          Duration.ofMillis(20),
          2,
          1_000_000,
          Duration.ofSeconds(5));

  private final SplittableRandom random = new SplittableRandom(4);
  private final InMemoryShardMapStore maps = new InMemoryShardMapStore(CLOCK);
  private final MessageHistory expected = store("expected");
  private final HistoryStores stores =
      new HistoryStores(
          CONFIG.stores().stream()
              .<HistoryStore>map(name -> new HookedStore(store(name), _ -> hesitate()))
              .toList());
  private final AtomicBoolean moved = new AtomicBoolean();

  private static InMemoryMessageHistory store(String name) {
    return new InMemoryMessageHistory(
        name, new HistoryConfig(Duration.ofHours(24), Duration.ofSeconds(2), 100), CLOCK);
  }

  private synchronized SplittableRandom split() {
    return random.split();
  }

  private void hesitate() {
    LockSupport.parkNanos(split().nextInt(200_000));
  }

  @Test
  void shouldLoseNothingWhenWritersAndTwoMoversRunAtOnce() throws Exception {
    try (ShardWatch one = new ShardWatch(stores, maps, CONFIG, "node-1", System::nanoTime);
        ShardWatch two = new ShardWatch(stores, maps, CONFIG, "node-2", System::nanoTime);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<MessageHistory> nodes =
          List.of(
              new ShardedHistory(stores, one.view(), threads),
              new ShardedHistory(stores, two.view(), threads));
      List<Conversation> conversations =
          IntStream.range(0, 12).mapToObj(_ -> new Conversation(CLOCK.instant())).toList();
      List<Future<?>> writers = new ArrayList<>();
      for (int i = 0; i < conversations.size(); i++) {
        Conversation conversation = conversations.get(i);
        MessageHistory node = nodes.get(i % 2);
        writers.add(threads.submit(() -> write(conversation, node)));
      }
      assertThat(new Shards(stores, maps, one.view(), () -> Set.of("node-1", "node-2")).rebalance())
          .isEqualTo(4);
      List<Future<?>> movers =
          List.of(threads.submit(() -> move("node-1")), threads.submit(() -> move("node-2")));
      for (Future<?> mover : movers) {
        mover.get(60, TimeUnit.SECONDS);
      }
      moved.set(true);
      for (Future<?> writer : writers) {
        writer.get(60, TimeUnit.SECONDS);
      }
      assertThat(new ShardMap(maps.load("a")).shardsOf(CONFIG.stores()).values())
          .containsExactly(4, 4);
      for (Conversation conversation : conversations) {
        for (MessageHistory node : nodes) {
          assertThat(patiently(() -> all(node, conversation)))
              .isEqualTo(all(expected, conversation));
        }
      }
    }
  }

  private void write(Conversation conversation, MessageHistory node) {
    SplittableRandom own = split();
    while (!moved.get()) {
      List<Message> messages = List.of(conversation.next(own), conversation.next(own));
      expected.append(messages);
      patiently(
          () -> {
            node.append(messages);
            return messages;
          });
      assertThat(patiently(() -> node.lastSeqBefore(conversation.thread(), Long.MAX_VALUE)))
          .isEqualTo(messages.getLast().seq());
      LockSupport.parkNanos(2_000_000);
    }
  }

  /** On a busy machine a view may get too old: the node then asks to come again. */
  private <T> T patiently(Supplier<T> work) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (true) {
      try {
        return work.get();
      } catch (HistoryUnavailable e) {
        assertThat(System.nanoTime()).as("waited 20 s: %s", e).isLessThan(deadline);
        hesitate();
      }
    }
  }

  private void move(String name) {
    ShardMover mover =
        new ShardMover(
            stores,
            maps,
            CONFIG,
            new ShardMeters(new SimpleMeterRegistry()),
            name,
            System::nanoTime,
            LockSupport::parkNanos);
    while (!new ShardMap(maps.load("a")).unsettled().isEmpty()) {
      mover.run();
      LockSupport.parkNanos(5_000_000);
    }
  }

  private static List<Message> all(MessageHistory history, Conversation conversation) {
    List<Message> all = new ArrayList<>();
    MessageHistory.Page page;
    do {
      long last = all.isEmpty() ? Message.NONE : all.getLast().seq();
      page = history.after(conversation.thread(), last, MessageHistory.PAGE_MAX);
      all.addAll(page.messages());
    } while (page.more());
    return all;
  }
}
