package org.plumbline.simulations.maximum;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GoalTest {

  private static Goal.Limit limit(long acknowledged, double persisted, double p99) {
    return Goal.HOUSE.limit(
        new Level(1_000, 10, 10_000, acknowledged, 10_000, persisted, p99, List.of()));
  }

  @Test
  void shouldNameWhatALevelBroke() {
    assertThat(limit(10_000, 10_000, 49.9)).isEqualTo(Goal.Limit.NONE);
    assertThat(limit(10_000, 10_000, 50)).isEqualTo(Goal.Limit.LATENCY);
    assertThat(limit(9_900, 10_000, 5)).isEqualTo(Goal.Limit.NONE);
    assertThat(limit(9_899, 10_000, 5)).isEqualTo(Goal.Limit.ACKNOWLEDGED);
    assertThat(limit(10_000, 9_400, 5)).isEqualTo(Goal.Limit.NONE);
    assertThat(limit(10_000, 9_399, 5)).isEqualTo(Goal.Limit.PERSISTED);
    assertThat(limit(10_000, 10_000, Double.POSITIVE_INFINITY)).isEqualTo(Goal.Limit.LATENCY);
  }

  @Test
  void shouldNotTakeForStoredWhatANodeDoesNotTell() {
    assertThat(limit(10_000, Double.NaN, 5)).isEqualTo(Goal.Limit.PERSISTED);
  }

  @Test
  void shouldBlameTheGeneratorFirst() {
    Level level = new Level(1_000, 10, 10_000, 0, 0, 0, 5, List.of("it was late"));

    assertThat(Goal.HOUSE.limit(level)).isEqualTo(Goal.Limit.GENERATOR);
  }
}
