package org.plumbline.chaos.toxiproxy.toxic;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** Times and sizes, exactly, since no real clock is involved. */
class EffectTest {
  @Test
  void shouldStayWithinTheJitterWhenChunksAreDelayed() {
    var flow = new TestFlow(new Latency(100, 30), 3);
    var delays = new ArrayList<Duration>();
    for (int i = 0; i < 1000; i++) {
      var start = flow.now();
      flow.take(1);
      delays.add(flow.passed.getLast().at().minus(start));
    }

    assertThat(delays)
        .allMatch(delay -> delay.toMillis() >= 70 && delay.toMillis() < 130)
        .anyMatch(delay -> delay.toMillis() < 75)
        .anyMatch(delay -> delay.toMillis() > 125);
  }

  @Test
  void shouldKeepTheRateExactlyWhenTimersAreExact() {
    var flow = new TestFlow(new Bandwidth(100), 3);

    flow.take(25_000);

    assertThat(flow.passed)
        .containsExactly(
            new TestFlow.Passed(Duration.ofMillis(100), 10_000),
            new TestFlow.Passed(Duration.ofMillis(200), 10_000),
            new TestFlow.Passed(Duration.ofMillis(250), 5_000));
  }

  @Test
  void shouldKeepTheRateWhenChunksAreSmall() {
    var flow = new TestFlow(new Bandwidth(1_000), 3);
    for (int i = 0; i < 100; i++) {
      flow.take(1_000);
    }

    assertThat(flow.total()).isEqualTo(100_000);
    assertThat(flow.now()).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void shouldCutIntoPiecesAroundTheAverageWhenSliced() {
    for (int seed = 0; seed < 50; seed++) {
      var flow = new TestFlow(new Slicer(100, 20, 10), seed);

      flow.take(10_000);

      assertThat(flow.total()).isEqualTo(10_000);
      assertThat(flow.passed).allMatch(piece -> piece.length() >= 1 && piece.length() <= 120);
      assertThat(flow.now()).isEqualTo(Duration.ofNanos(flow.passed.size() * 10_000L));
    }
  }

  @Test
  void shouldEndWhenTheVariationIsLargerThanTheAverage() {
    for (int seed = 0; seed < 50; seed++) {
      var flow = new TestFlow(new Slicer(1, 500, 0), seed);

      flow.take(32_768);

      assertThat(flow.total()).isEqualTo(32_768);
      assertThat(flow.passed).allMatch(piece -> piece.length() > 0);
    }
  }

  @Test
  void shouldStartTheTimeAgainWhenAChunkComesDuringATimeout() {
    var flow = new TestFlow(new Timeout(50), 3);

    flow.take(7);

    assertThat(flow.passed).isEmpty();
    assertThat(flow.closed).isFalse();
    flow.fire();
    assertThat(flow.closed).isTrue();
    assertThat(flow.now()).isEqualTo(Duration.ofMillis(50));
  }

  @Test
  void shouldNeverCloseWhenTheTimeoutIsZero() {
    var flow = new TestFlow(new Timeout(0), 3);

    flow.take(7);

    assertThat(flow.hasTimer()).isFalse();
    assertThat(flow.closed).isFalse();
  }

  @Test
  void shouldPassTheRestOnWhenTheSlicerIsInterrupted() {
    var slicer = new Slicer(10, 0, 10);
    var flow = new TestFlow(slicer, 3);
    slicer.chunk(new Chunk(Unpooled.wrappedBuffer(new byte[1_000]), 0), flow);
    flow.fire();

    slicer.interrupted(flow);

    assertThat(flow.total()).isEqualTo(1_000);
    assertThat(flow.passed).hasSize(3);
  }

  @Test
  void shouldCutIntoSingleBytesWhenTheAverageIsOneAndNothingVaries() {
    var flow = new TestFlow(new Slicer(1, 0, 10), 3);

    flow.take(24);

    assertThat(flow.passed).hasSize(24).allMatch(piece -> piece.length() == 1);
  }

  @Test
  void shouldPassAllChunksThatFitTheLimitAndCloseWithTheLast() {
    var flow = new TestFlow(new LimitData(100, 0), 3);

    for (int i = 0; i < 4; i++) {
      assertThat(flow.closed).isFalse();
      flow.take(25);
    }

    assertThat(flow.passed).extracting(TestFlow.Passed::length).containsExactly(25, 25, 25, 25);
    assertThat(flow.closed).isTrue();
  }

  @Test
  void shouldPassWholeChunksWhenTheRateIsBeyondAllBounds() {
    var flow = new TestFlow(new Bandwidth(Long.MAX_VALUE), 3);

    flow.take(32_768);

    assertThat(flow.passed).containsExactly(new TestFlow.Passed(Duration.ZERO, 32_768));
  }
}
