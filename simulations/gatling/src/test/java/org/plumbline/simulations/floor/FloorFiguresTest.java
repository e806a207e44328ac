package org.plumbline.simulations.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.floors.FloorReading;
import org.plumbline.simulations.load.LoadFailure;

class FloorFiguresTest {

  private static SortedMap<String, Figure> of(List<Double> values) {
    SortedMap<String, Figure> figures = new TreeMap<>();
    FloorFigures.add(figures, "kafka_floor", values, "1/s");
    return figures;
  }

  @Test
  void shouldHaveAnIntervalFromSixRepeatsOn() {
    assertThat(of(List.of(5.0, 1.0, 3.0, 2.0, 4.0, 6.0)))
        .containsEntry("kafka_floor", Figure.of(3.5, "1/s", 1, 6, 6))
        .containsEntry("kafka_floor_least", Figure.of(1, "1/s", 6))
        .containsEntry("kafka_floor_most", Figure.of(6, "1/s", 6));
    assertThat(of(List.of(5.0, 1.0, 3.0, 2.0, 4.0)))
        .containsEntry("kafka_floor", Figure.of(3, "1/s", 5));
  }

  @Test
  void shouldAddNothingForNothing() {
    assertThat(of(List.of())).isEmpty();
  }

  @Test
  void shouldNotTakeForAFloorWhatFailed() {
    assertThatThrownBy(
            () ->
                DurableFloors.requireSound(
                    "kafka", new FloorReading(Map.of("done", 10L, "failed", 1L))))
        .isInstanceOf(LoadFailure.class)
        .hasMessageStartingWith("the floor kafka: 1 operations failed, 10 succeeded");
    assertThatThrownBy(() -> DurableFloors.requireSound("kafka", new FloorReading(Map.of())))
        .hasMessageContaining("(expected: none and some)");
  }
}
