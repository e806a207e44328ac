package org.plumbline.capacity.judge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;

class PromisesTest {

  private static Finding finding(String id) {
    return Finding.of(id, Outcome.BROKEN, "It did not.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "delivery_p99_under_50_ms",
        "half_load_p999_under_200_ms",
        "fan_out_at_least_70_percent_of_floor",
        "ratio_to_durable_floor_at_least_60_percent",
        "resident_at_most_1_5_of_echo",
        "resident_at_most_10_kb_above_echo",
        "redis_round_trips_at_most_0_2"
      })
  void shouldNotCallSpeedAPromise(String id) {
    assertThat(Promises.isPromise(finding(id))).isFalse();
    assertThat(Promises.isGoal(finding(id))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"all_delivered", "no_duplicate", "back_within_30_s", "no_connection_lost"})
  void shouldCallBehaviourAPromise(String id) {
    assertThat(Promises.isPromise(finding(id))).isTrue();
    assertThat(Promises.isGoal(finding(id))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"generator_not_saturated", "maximum_confirmed"})
  void shouldCallNeitherWhatSpeaksOfTheMeasurement(String id) {
    assertThat(Promises.isPromise(finding(id))).isFalse();
    assertThat(Promises.isGoal(finding(id))).isFalse();
    assertThat(Promises.isAboutTheMeasurement(finding(id))).isTrue();
  }
}
