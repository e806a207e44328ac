package org.plumbline.messenger.history.shards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.history.HistoryConfig;
import org.plumbline.messenger.history.HistoryStore;
import org.plumbline.messenger.history.HistoryStores;
import org.plumbline.messenger.history.HistoryUnavailable;
import org.plumbline.messenger.history.MessageHistory;
import org.plumbline.messenger.history.MessageHistoryContract;
import org.plumbline.messenger.history.SomeMessages;
import org.plumbline.messenger.history.memory.InMemoryMessageHistory;
import org.plumbline.protocol.Message;

/** The history over three stores, whose shards are in every phase of a move. */
class ShardedHistoryTest implements MessageHistoryContract {

  private static final List<String> NAMES = List.of("a", "b", "c");

  private final Instant now = InstantSource.system().instant();
  private final HistoryStores stores = new HistoryStores(NAMES.stream().map(this::store).toList());
  private final AtomicReference<ShardMap> map = new AtomicReference<>(inEveryPhase());
  private final ShardView view = new ShardView(map::get, Duration.ofDays(1), System::nanoTime);
  private final MessageHistory history = new ShardedHistory(stores, view, Runnable::run);

  ShardedHistoryTest() {
    view.refresh();
  }

  private HistoryStore store(String name) {
    return new InMemoryMessageHistory(
        name, new HistoryConfig(Duration.ofHours(24), Duration.ofSeconds(2), 100), () -> now);
  }

  private static ShardMap inEveryPhase() {
    List<Placement> placements = new ArrayList<>();
    for (int shard = 0; shard < 60; shard++) {
      Placement placement = Placement.first(shard, NAMES.get(shard % 3));
      if (shard % 5 > 0) {
        placement = placement.planned(NAMES.get((shard + 1) % 3));
        for (int steps = shard % 5; steps > 1; steps--) {
          placement = placement.next();
        }
      }
      placements.add(placement);
    }
    return new ShardMap(placements);
  }

  @Override
  public MessageHistory history() {
    return history;
  }

  @Test
  void shouldPutEachThreadIntoTheStoresOfItsShard() {
    List<SomeMessages> many = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      many.add(new SomeMessages());
    }
    history.append(many.stream().map(some -> some.message(2, now)).toList());

    for (SomeMessages some : many) {
      Placement placement = map.get().of(some.thread());
      for (HistoryStore store : stores.all()) {
        assertThat(store.find(some.thread(), 2).isPresent())
            .as("%s in %s", placement, store.name())
            .isEqualTo(placement.writtenTo().contains(store.name()));
      }
    }
  }

  @Test
  void shouldTellTheTruthOfTheStoreThatIsReadWhenAnotherStillHasTheThread() {
    SomeMessages some = inPhase(Phase.CLEARING);
    Placement placement = map.get().of(some.thread());
    Message message = some.message(2, now);
    stores.named(placement.from()).append(List.of(message));

    assertThat(history.firstOf(some.thread(), some.ann(), message.tempId())).isEmpty();
    assertThat(history.find(some.thread(), 2)).isEmpty();
    stores.named(placement.to()).append(List.of(message));
    assertThat(history.firstOf(some.thread(), some.ann(), message.tempId())).contains(message);
  }

  @Test
  void shouldAppendAgainWhenTheShardBeganToMoveMeanwhile() {
    SomeMessages some = inPhase(Phase.PLANNED);
    Placement planned = map.get().of(some.thread());
    ShardView moving = new ShardView(map::get, Duration.ofDays(1), System::nanoTime);
    moving.refresh();
    List<String> appended = new ArrayList<>();
    HistoryStores watched =
        new HistoryStores(
            stores.all().stream()
                .<HistoryStore>map(
                    store ->
                        new HookedStore(
                            store,
                            operation -> {
                              appended.add(operation + " " + store.name());
                              replace(planned.next());
                              moving.refresh();
                            }))
                .toList());
    new ShardedHistory(watched, moving, Runnable::run).append(List.of(some.message(2, now)));

    assertThat(appended)
        .containsExactly(
            "append " + planned.from(), "append " + planned.to(), "append " + planned.from());
  }

  @Test
  void shouldReadAgainWhenTheShardWasMovedMeanwhile() {
    SomeMessages some = inPhase(Phase.COPYING);
    Placement copying = map.get().of(some.thread());
    history.append(List.of(some.message(2, now)));
    ShardView moving = new ShardView(map::get, Duration.ofDays(1), System::nanoTime);
    moving.refresh();
    HistoryStores watched =
        new HistoryStores(
            stores.all().stream()
                .<HistoryStore>map(
                    store ->
                        new HookedStore(
                            store,
                            _ -> {
                              replace(copying.next());
                              stores.named(copying.from()).remove(some.thread());
                              moving.refresh();
                            }))
                .toList());

    assertThat(new ShardedHistory(watched, moving, Runnable::run).find(some.thread(), 2))
        .contains(some.message(2, now));
  }

  @Test
  void shouldSayUnavailableWhenAShardIsInAStoreThatItDoesNotKnow() {
    HistoryStores two = new HistoryStores(List.of(stores.named("a"), stores.named("b")));
    MessageHistory fewer = new ShardedHistory(two, view, Runnable::run);
    SomeMessages some = inPhase(Phase.SETTLED);
    while (!map.get().of(some.thread()).from().equals("c")) {
      some = inPhase(Phase.SETTLED);
    }
    Message message = some.message(2, now);

    assertThatExceptionOfType(HistoryUnavailable.class)
        .isThrownBy(() -> fewer.append(List.of(message)))
        .withMessage(
            "messenger.history.shards.stores: [a, b] (expected: also c, to which shards were"
                + " moved)");
    assertThatExceptionOfType(HistoryUnavailable.class)
        .isThrownBy(() -> fewer.find(message.thread(), 2));
  }

  private void replace(Placement placement) {
    List<Placement> placements = new ArrayList<>(map.get().placements());
    placements.set(placement.shard(), placement);
    map.set(new ShardMap(placements));
  }

  private SomeMessages inPhase(Phase phase) {
    SomeMessages some = new SomeMessages();
    while (map.get().of(some.thread()).phase() != phase) {
      some = new SomeMessages();
    }
    return some;
  }
}
