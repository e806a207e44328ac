package org.plumbline.simulations.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.simulations.load.LoadFailure;
import org.plumbline.simulations.load.NodeAddress;
import org.plumbline.simulations.stub.StubMessenger;

class MemoryCalibrationTest {

  @Test
  void shouldOpenAndCloseAllSocketsWhenMeasured() throws LoadFailure, InterruptedException {
    try (StubMessenger messenger = new StubMessenger(1, StubMessenger.Faults.NONE)) {
      // The stub lives in this JVM, and so do the clients: the figure is of both sides.
      Evidence evidence =
          new MemoryCalibration(thisJvm(messenger), 40, 3, InstantSource.system()).measure(_ -> {});

      assertThat(evidence.id()).isEqualTo("calibration.memory");
      assertThat(evidence.figure("bytes_per_connection"))
          .hasValueSatisfying(
              figure -> {
                assertThat(figure.samples()).isEqualTo(3);
                assertThat(figure.low()).isNotNull();
                assertThat(figure.value()).isBetween(1_000.0, 1_000_000.0);
              });
      assertThat(messenger.sessions()).isZero();
    }
  }

  @Test
  void shouldReadTotalWhenHistogramIsGiven() throws LoadFailure {
    String histogram =
        """
        4242:
         num     #instances         #bytes  class name (module)
        -------------------------------------------------------
           1:         10000         640000  [B (java.base@25)
        Total         12345        7654321
        """;

    assertThat(LiveHeap.parse(histogram)).isEqualTo(7_654_321);
    String filled =
        histogram.replace(
            "Total",
            "  2:          99         4321  [Ljdk.internal.vm.FillerElement; (java.base@25)\n"
                + "Total");
    assertThat(LiveHeap.parse(filled)).isEqualTo(7_650_000);
    assertThatThrownBy(() -> LiveHeap.parse("4242: no such process"))
        .isInstanceOf(LoadFailure.class)
        .hasMessageContaining("no such process");
  }

  private static MeasuredNode thisJvm(StubMessenger messenger) {
    NodeAddress node = messenger.nodes().getFirst();
    return new MeasuredNode(
        node,
        node.http().resolve("/prometheus"),
        ProcessHandle.current().pid(),
        () -> Duration.ZERO,
        () -> 0);
  }
}
