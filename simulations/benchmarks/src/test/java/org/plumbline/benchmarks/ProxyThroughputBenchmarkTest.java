package org.plumbline.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** That both ways carry their bytes; how fast is for the benchmark itself. */
@Timeout(180)
class ProxyThroughputBenchmarkTest {
  @Test
  void shouldCountBytesAndTimesOfBothWaysWhenTurnsAreTaken() throws Exception {
    ProxyThroughputBenchmark benchmark = new ProxyThroughputBenchmark();
    ProxyThroughputBenchmark.Turns turns = new ProxyThroughputBenchmark.Turns();
    benchmark.start();
    try {
      benchmark.takeTurns(turns);
      benchmark.takeTurns(turns);

      assertThat(turns.bytes).isEqualTo(2L * ProxyThroughputBenchmark.BYTES);
      assertThat(turns.plainNanos).isPositive();
      assertThat(turns.proxiedNanos).isPositive();
    } finally {
      benchmark.stop();
    }
  }
}
