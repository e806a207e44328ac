package org.plumbline.capacity.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class QueueTest {
  private static final double NEAR = 1e-9;
  private static final int DRAWS = 200;

  /** Two hundred calls an hour of three minutes each, as the tables of Erlang C have it. */
  private static final double CALLS_A_SECOND = 200.0 / 3600;

  private static final double CALL_SECONDS = 180;
  private static final double TABLE_TOLERANCE = 0.001;

  @Test
  void shouldGiveThePublishedWaitingShares() {
    assertThat(new ErlangC(11, CALLS_A_SECOND, CALL_SECONDS).waitingShare())
        .isCloseTo(0.682, within(TABLE_TOLERANCE));
    assertThat(new ErlangC(12, CALLS_A_SECOND, CALL_SECONDS).waitingShare())
        .isCloseTo(0.449, within(TABLE_TOLERANCE));
    assertThat(new ErlangC(14, CALLS_A_SECOND, CALL_SECONDS).waitingShare())
        .isCloseTo(0.174, within(TABLE_TOLERANCE));
    assertThat(1 - new ErlangC(14, CALLS_A_SECOND, CALL_SECONDS).waitsLonger(20))
        .isCloseTo(0.888, within(TABLE_TOLERANCE));
  }

  @Test
  void shouldBeTheSingleServerQueueWithOneServer() {
    SplittableRandom random = new SplittableRandom(1);
    for (int draw = 0; draw < DRAWS; draw++) {
      double service = random.nextDouble(0.001, 10);
      double busy = random.nextDouble(0.01, 0.99);
      ErlangC queue = new ErlangC(1, busy / service, service);
      PollaczekKhinchine general = new PollaczekKhinchine(busy / service, service, 1);
      assertThat(queue.waitingShare()).isCloseTo(busy, within(NEAR));
      assertThat(queue.meanSecondsInAll())
          .isCloseTo(service / (1 - busy), within(NEAR * service / (1 - busy)));
      assertThat(general.meanSecondsInAll())
          .isCloseTo(queue.meanSecondsInAll(), within(NEAR * queue.meanSecondsInAll()));
      double median = Math.log(2) * service / (1 - busy);
      assertThat(queue.secondsInAll(0.5)).isCloseTo(median, within(1e-6 * median));
    }
  }

  @Test
  void shouldKeepTheOrderOfLoadsServersAndPercentiles() {
    SplittableRandom random = new SplittableRandom(2);
    for (int draw = 0; draw < DRAWS; draw++) {
      int servers = random.nextInt(1, 60);
      double load = random.nextDouble(0.05, 0.9) * servers;
      ErlangC queue = new ErlangC(servers, load, 1);
      assertThat(queue.waitingShare()).isBetween(0.0, 1.0);
      assertThat(new ErlangC(servers + 1, load, 1).waitingShare())
          .isLessThanOrEqualTo(queue.waitingShare());
      assertThat(new ErlangC(servers, load * 1.05, 1).meanWaitSeconds())
          .isGreaterThanOrEqualTo(queue.meanWaitSeconds());
      assertThat(queue.secondsInAll(0.99)).isGreaterThan(queue.secondsInAll(0.5));
      assertThat(queue.lastsLonger(queue.secondsInAll(0.99))).isCloseTo(0.01, within(1e-6));
    }
  }

  @Test
  void shouldWaitHalfAsLongWhenAllServicesLastEquallyLong() {
    PollaczekKhinchine even = new PollaczekKhinchine(0.8, 1, 0);
    PollaczekKhinchine exponential = new PollaczekKhinchine(0.8, 1, 1);
    assertThat(even.meanWaitSeconds()).isCloseTo(2, within(NEAR));
    assertThat(exponential.meanWaitSeconds()).isCloseTo(4, within(NEAR));
    double tail = 0.8 * Math.exp(-(1 - 0.8) * exponential.waitSeconds(0.99));
    assertThat(tail).isCloseTo(0.01, within(NEAR));
    assertThat(new PollaczekKhinchine(0.005, 1, 1).waitSeconds(0.99)).isZero();
  }

  @Test
  void shouldRefuseMoreWorkThanCanBeDone() {
    assertThatThrownBy(() -> new ErlangC(2, 200, 0.01))
        .hasMessageContaining("arrivals: 200.0")
        .hasMessageContaining("expected: less work than 2 servers");
    assertThatThrownBy(() -> new ErlangC(0, 1, 0.1)).hasMessageContaining("servers: 0");
    assertThatThrownBy(() -> new PollaczekKhinchine(-1, 0.1, 1))
        .hasMessageContaining("arrivals: -1.0");
  }
}
