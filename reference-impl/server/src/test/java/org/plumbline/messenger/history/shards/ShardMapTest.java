package org.plumbline.messenger.history.shards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.plumbline.protocol.ThreadId;

class ShardMapTest {

  @Test
  void shouldGiveAThreadTheSameShardForEver() {
    ShardMap map = ShardMap.allIn("a", 64);

    // The numbers stand in stored data: another hash would hide all of it.
    assertThat(map.shardOf(new ThreadId("d:ada:bob"))).isEqualTo(4);
    assertThat(map.shardOf(new ThreadId("g:rowing"))).isEqualTo(25);
  }

  @Test
  void shouldSpreadThreadsEvenly() {
    ShardMap map = ShardMap.allIn("a", 64);
    int[] threads = new int[64];
    for (int i = 0; i < 64_000; i++) {
      threads[map.shardOf(ThreadId.group("group-" + i))]++;
    }
    // 1,000 each: six standard deviations are 190.
    assertThat(Arrays.stream(threads).boxed()).allMatch(count -> count > 810 && count < 1_190);
  }

  @Test
  void shouldReadWhereAllIsAndWriteToBothWhileItMoves() {
    Placement placement = Placement.first(0, "a").planned("b");
    List<String> course = new ArrayList<>();
    while (placement.phase() != Phase.SETTLED) {
      course.add(placement.phase() + " " + placement.readFrom() + " " + placement.writtenTo());
      placement = placement.next();
    }
    course.add(placement.phase() + " " + placement.readFrom() + " " + placement.writtenTo());

    assertThat(course)
        .containsExactly(
            "PLANNED a [a]",
            "COPYING a [b, a]",
            "SWITCHING b [b, a]",
            "CLEARING b [b]",
            "SETTLED b [b]");
    assertThat(placement.version()).isEqualTo(6);
    assertThatIllegalStateException().isThrownBy(placement::next);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Placement(1, Phase.COPYING, "a", "a", 1))
        .withMessageContaining("shard 1");
  }

  @Test
  void shouldNameTheSettingThatIsWrong() {
    assertRefused("stores: 'Up'", () -> config(List.of("a", "Up"), 64, 10, 1));
    assertRefused("stores: [a, a]", () -> config(List.of("a", "a"), 64, 10, 1));
    assertRefused("count: 0", () -> config(List.of(), 0, 10, 1));
    assertRefused("stores: 3", () -> config(List.of("a", "b", "c"), 2, 10, 1));
    assertRefused("staleness: PT1S", () -> config(List.of(), 64, 1, 1));
    assertRefused("stores: [a, b]", () -> config(List.of("a", "b"), 64, 10, 1).storesOr("b"));
    assertThat(config(List.of("", " a "), 64, 10, 1).storesOr("a")).containsExactly("a");
    assertThat(config(List.of(), 64, 10, 1).storesOr("b")).containsExactly("b");
  }

  private static ShardConfig config(
      List<String> stores, int count, int stalenessSeconds, int refreshSeconds) {
    return new ShardConfig(
        stores,
        count,
        Duration.ofSeconds(stalenessSeconds),
        Duration.ofSeconds(refreshSeconds),
        8,
        2_000,
        Duration.ofSeconds(30));
  }

  private static void assertRefused(String found, ThrowingCallable making) {
    assertThatIllegalArgumentException()
        .isThrownBy(making)
        .withMessageStartingWith("messenger.history.shards." + found + " (expected: ");
  }
}
