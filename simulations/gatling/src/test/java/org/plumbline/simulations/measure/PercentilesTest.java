package org.plumbline.simulations.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.capacity.evidence.Figure;

class PercentilesTest {

  private static final long SEED = 7;

  @TempDir Path folder;

  @Test
  void shouldReadPercentileFromSumOfSlicesWhenSlicesDiffer() {
    // 99 values of 1 ms in one slice and one of 100 ms in the other: an average of the slices' p99
    // would say 50 ms.
    SlicedHistogram sliced = new SlicedHistogram(0, 1_000, 2);
    for (int i = 0; i < 99; i++) {
      sliced.record(0, 1_000);
    }
    sliced.record(999, 100_000);

    Percentiles percentiles = new Percentiles(read(sliced));

    assertThat(percentiles.micros(99)).isEqualTo(1_000);
    assertThat(percentiles.micros(100)).isBetween(100_000L, 100_100L);
    assertThat(percentiles.total()).isEqualTo(100);
  }

  @Test
  void shouldLeaveOutValuesWhenIntendedOutsideThePhase() {
    SlicedHistogram sliced = new SlicedHistogram(1_000, 1_000, 4);
    sliced.record(999, 5);
    sliced.record(1_000, 6);
    sliced.record(1_999, 7);
    sliced.record(2_000, 8);

    List<Histogram> slices = read(sliced);

    assertThat(slices).hasSize(4);
    assertThat(slices.getFirst().getMaxValue()).isEqualTo(6);
    assertThat(slices.getLast().getMaxValue()).isEqualTo(7);
    assertThat(new Percentiles(slices).total()).isEqualTo(2);
  }

  @Test
  void shouldGiveNarrowIntervalWhenSlicesAreAlike() {
    SlicedHistogram sliced = new SlicedHistogram(0, 10_000, 10);
    for (int at = 0; at < 10_000; at++) {
      sliced.record(at, 1_000 + at % 100);
    }

    Figure p99 = new Percentiles(read(sliced)).figure(99, SEED);

    assertThat(p99.value()).isBetween(1.09, 1.1);
    assertThat(high(p99) - low(p99)).isLessThan(0.01);
    assertThat(p99.unit()).isEqualTo("ms");
    assertThat(p99.samples()).isEqualTo(10_000);
  }

  @Test
  void shouldGiveWideIntervalWhenOneSliceStalled() {
    SlicedHistogram sliced = new SlicedHistogram(0, 10_000, 10);
    for (int at = 0; at < 10_000; at++) {
      sliced.record(at, at < 1_000 ? 80_000 : 1_000);
    }

    Figure p99 = new Percentiles(read(sliced)).figure(99, SEED);

    // Without the stalled slice, which about a third of all drawings leave out, p99 is 1 ms.
    assertThat(low(p99)).isLessThan(1.1);
    assertThat(high(p99)).isGreaterThan(79);
  }

  @Test
  void shouldGiveSameIntervalWhenSeedIsTheSame() {
    SlicedHistogram sliced = new SlicedHistogram(0, 10_000, 10);
    for (int at = 0; at < 10_000; at++) {
      sliced.record(at, 1 + (at * 7_919L) % 50_000);
    }
    Percentiles percentiles = new Percentiles(read(sliced));

    assertThat(percentiles.figure(99, SEED)).isEqualTo(percentiles.figure(99, SEED));
  }

  @Test
  void shouldGiveNoIntervalWhenFewSlicesHoldValues() {
    SlicedHistogram sliced = new SlicedHistogram(0, 10_000, 10);
    sliced.record(0, 1_000);
    sliced.record(9_999, 1_000);

    Figure p99 = new Percentiles(read(sliced)).figure(99, SEED);

    assertThat(p99.low()).isNull();
    assertThat(p99.value()).isEqualTo(1.0);
  }

  @Test
  void shouldTellTwiceFromOnceWhenRatioIsTaken() {
    SlicedHistogram slow = new SlicedHistogram(0, 10_000, 10);
    SlicedHistogram fast = new SlicedHistogram(0, 10_000, 10);
    for (int at = 0; at < 10_000; at++) {
      slow.record(at, 20_000 + at % 100);
      fast.record(at, 10_000 + at % 100);
    }

    Figure ratio =
        new Percentiles(slow.slices())
            .ratioTo(new Percentiles(fast.slices()), 99, SEED)
            .orElseThrow();

    assertThat(ratio.value()).isBetween(1.95, 2.05);
    assertThat(low(ratio)).isBetween(1.9, ratio.value());
    assertThat(high(ratio)).isBetween(ratio.value(), 2.1);
  }

  @Test
  void shouldGiveNoRatioWhenOneSideIsEmpty() {
    SlicedHistogram some = new SlicedHistogram(0, 10, 1);
    some.record(0, 5);
    SlicedHistogram none = new SlicedHistogram(0, 10, 1);

    assertThat(new Percentiles(some.slices()).ratioTo(new Percentiles(none.slices()), 99, SEED))
        .isEmpty();
  }

  private List<Histogram> read(SlicedHistogram sliced) {
    Path file = folder.resolve("some.hlog");
    sliced.write(file, 1_700_000_000_000L);
    return SlicedHistogram.read(file);
  }

  private static double low(Figure figure) {
    return Objects.requireNonNull(figure.low());
  }

  private static double high(Figure figure) {
    return Objects.requireNonNull(figure.high());
  }
}
