package org.plumbline.capacity.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.capacity.quantity.EventRate;
import org.plumbline.capacity.quantity.TimeSpan;

class SkewedServersTest {
  private static final EventRate LIVELY = EventRate.parse("1 messages/s");
  private static final int MESSAGES = 100_000;

  /** Four standard deviations of a share of a quarter among so many messages. */
  private static final double NOISE = 0.006;

  @ParameterizedTest
  @CsvSource({"1 ms, 0.00025", "50 ms, 0.01219", "1 s, 0.15803", "5 s, 0.24832"})
  void shouldInvertWhatComesSoonerThanTheClocksDiffer(String skew, double share) {
    assertThat(SkewedServers.two(TimeSpan.parse(skew)).invertedShare(LIVELY))
        .isCloseTo(share, within(0.00001));
  }

  /** Any number of servers, clocks and rates: counting ids comes to what the formula says. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void shouldCountInIdsWhatTheFormulaExpects(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<TimeSpan> clocks =
        IntStream.range(0, 1 + random.nextInt(20))
            .mapToObj(_ -> new TimeSpan(random.nextDouble(5)))
            .toList();
    EventRate rate = new EventRate(0.1 + random.nextDouble(4), "messages");
    SkewedServers servers = new SkewedServers(clocks);
    SkewedServers.Seen seen = servers.simulate(rate, MESSAGES, seed);
    assertThat(seen.share()).isCloseTo(servers.invertedShare(rate), within(NOISE));
    assertThat(seen.neighbours()).isEqualTo(MESSAGES - 1);
    assertThat(seen.duplicates()).isZero();
    assertThat(servers.simulate(rate, MESSAGES, seed)).isEqualTo(seen);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void shouldInvertMoreTheFurtherClocksAreApartAndNeverAQuarter(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    TimeSpan skew = new TimeSpan(random.nextDouble(10));
    TimeSpan wider = skew.times(1 + random.nextDouble());
    double share = SkewedServers.two(skew).invertedShare(LIVELY);
    assertThat(share).isGreaterThan(0).isLessThan(0.25);
    assertThat(SkewedServers.two(wider).invertedShare(LIVELY)).isGreaterThan(share);
    assertThat(SkewedServers.skewFor(share, LIVELY).seconds())
        .isCloseTo(skew.seconds(), within(1e-9));
  }

  @Test
  void shouldKeepTheOrderOfOneServerAlsoWhenItRunsOutOfNumbers() {
    EventRate flood = EventRate.parse("10,000,000 messages/s");
    assertThat(SkewedServers.one().simulate(flood, MESSAGES, 1))
        .isEqualTo(new SkewedServers.Seen(MESSAGES - 1, 0, 0));
    assertThat(SkewedServers.one().invertedShare(flood)).isZero();
  }

  @Test
  void shouldRefuseWhatCannotBe() {
    assertThatThrownBy(() -> new SkewedServers(List.of()))
        .hasMessageStartingWith("ahead: 0 servers (expected: 1 to 1024");
    assertThatThrownBy(() -> SkewedServers.skewFor(0.25, LIVELY))
        .hasMessageStartingWith("share: 0.25 (expected: above 0 and below 0.25");
  }
}
