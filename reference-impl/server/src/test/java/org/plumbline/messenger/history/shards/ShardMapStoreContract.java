package org.plumbline.messenger.history.shards;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store of the shared map does. */
public interface ShardMapStoreContract {

  ShardMapStore maps();

  private static String some(String hint) {
    return hint + "_" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  }

  @Test
  default void shouldHaveEverythingAtHomeWhenTheMapIsNew() {
    String home = some("home");
    assertThat(maps().load(home)).isEmpty();
    maps().create(home, 5);
    maps().create(home, 5);

    assertThat(maps().load(home))
        .containsExactlyElementsOf(
            IntStream.range(0, 5).mapToObj(shard -> Placement.first(shard, home)).toList());
    assertThat(maps().homeOf(home)).contains(home);
    assertThat(maps().homeOf(some("nowhere"))).isEmpty();
  }

  @Test
  default void shouldKeepWhatWasMovedWhenTheMapIsMadeAgain() {
    String home = some("home");
    String other = some("other");
    maps().create(home, 3);
    Placement planned = maps().load(home).get(1).planned(other);
    assertThat(maps().replace(home, planned)).isTrue();
    maps().create(home, 3);

    assertThat(maps().load(home).get(1)).isEqualTo(planned);
    assertThat(maps().homeOf(other)).contains(home);
  }

  @Test
  default void shouldReplaceOnlyTheVersionBefore() {
    String home = some("home");
    maps().create(home, 2);
    Placement planned = maps().load(home).get(1).planned("other");
    assertThat(maps().replace(home, planned.next())).isFalse();
    assertThat(maps().replace(home, planned)).isTrue();
    assertThat(maps().replace(home, planned)).isFalse();
    assertThat(maps().replace(home, planned.next())).isTrue();
    assertThat(maps().replace(some("nowhere"), planned)).isFalse();
    assertThat(maps().replace(home, List.of(planned, planned.next().next()))).isEqualTo(1);

    assertThat(maps().load(home)).containsExactly(Placement.first(0, home), planned.next().next());
  }

  @Test
  default void shouldTellWhichStoresEachNodeKnows() {
    String home = some("home");
    assertThat(maps().announced(home)).isEmpty();
    maps().announce(home, "node-1", List.of("a", "b"));
    maps().announce(home, "node-2", List.of("a", "b"));
    maps().announce(home, "node-2", List.of("a"));

    assertThat(maps().announced(home))
        .isEqualTo(Map.of("node-1", List.of("a", "b"), "node-2", List.of("a")));
  }

  @Test
  default void shouldLetOneReplaceWhenSeveralTryAtOnce() throws Exception {
    String home = some("home");
    maps().create(home, 1);
    Placement first = maps().load(home).getFirst();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Callable<Boolean>> tries =
          IntStream.range(0, 4)
              .<Callable<Boolean>>mapToObj(
                  i -> () -> maps().replace(home, first.planned("store_" + i)))
              .toList();
      int succeeded = 0;
      for (Future<Boolean> tried : threads.invokeAll(tries)) {
        succeeded += tried.get() ? 1 : 0;
      }
      assertThat(succeeded).isEqualTo(1);
    }
  }

  @Test
  default void shouldGiveTheLeaseToOneUntilHeReleasesIt() {
    String home = some("home");
    assertThat(maps().holder(home)).isEmpty();
    assertThat(maps().lease(home, "node-1", Duration.ofMinutes(1))).isTrue();
    assertThat(maps().lease(home, "node-2", Duration.ofMinutes(1))).isFalse();
    assertThat(maps().lease(home, "node-1", Duration.ofMinutes(1))).isTrue();
    assertThat(maps().holder(home)).contains("node-1");
    assertThat(maps().lease(some("home"), "node-2", Duration.ofMinutes(1))).isTrue();
    maps().release(home, "node-2");
    assertThat(maps().holder(home)).contains("node-1");
    maps().release(home, "node-1");

    assertThat(maps().holder(home)).isEmpty();
    assertThat(maps().lease(home, "node-2", Duration.ofMinutes(1))).isTrue();
  }

  @Test
  default void shouldGiveTheLeaseToAnotherWhenItsTimeIsOver() {
    String home = some("home");
    assertThat(maps().lease(home, "node-1", Duration.ofMillis(200))).isTrue();
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!maps().lease(home, "node-2", Duration.ofMinutes(1))) {
      assertThat(System.nanoTime()).as("waited 20 s").isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
    assertThat(maps().holder(home)).contains("node-2");
    assertThat(maps().lease(home, "node-1", Duration.ofMinutes(1))).isFalse();
  }
}
