package org.plumbline.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is measured has to happen. */
class DeliveryStepBenchmarkTest {

  @Test
  void shouldWriteEachMessageToItsRecipientWhenDelivered() {
    DeliveryStepBenchmark benchmark = new DeliveryStepBenchmark();
    benchmark.start();
    try {
      long afterOne = benchmark.deliverOne();
      long afterBatch = benchmark.deliverInBatches();

      // A frame is its text of 100 bytes and some names around it, for one device each.
      assertThat(afterOne).isBetween(150L, 500L);
      assertThat((afterBatch - afterOne) / DeliveryStepBenchmark.BATCH).isBetween(150L, 500L);
    } finally {
      benchmark.stop();
    }
  }
}
