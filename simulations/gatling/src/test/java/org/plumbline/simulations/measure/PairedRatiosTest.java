package org.plumbline.simulations.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.plumbline.capacity.evidence.Figure;

class PairedRatiosTest {

  private final SortedMap<String, Figure> figures = new TreeMap<>();

  @Test
  void shouldGiveMedianWithTheSpreadAsIntervalFromSixPairsOn() {
    new PairedRatios(List.of(2.0, 1.0, 9.0, 3.0, 4.0, 1.5)).addTo(figures, "cpu_ratio");

    assertThat(figures)
        .containsEntry("cpu_ratio", Figure.of(2.5, "1", 1.0, 9.0, 6))
        .containsEntry("cpu_ratio_least", Figure.of(1.0, "1", 6))
        .containsEntry("cpu_ratio_most", Figure.of(9.0, "1", 6));
  }

  @Test
  void shouldGiveNoIntervalWhenPairsAreFew() {
    new PairedRatios(List.of(3.0, 1.0, 2.0)).addTo(figures, "cpu_ratio");

    assertThat(figures).containsEntry("cpu_ratio", Figure.of(2.0, "1", 3));
  }

  @Test
  void shouldGiveNothingWhenThereIsNoPair() {
    new PairedRatios(List.of()).addTo(figures, "cpu_ratio");

    assertThat(figures).isEmpty();
  }
}
