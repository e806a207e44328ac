package org.plumbline.simulations.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.plumbline.simulations.load.LoadFailure;

class ResidentMemoryTest {

  @Test
  void shouldReadWhatTheKernelCounts() throws Exception {
    assertThat(ResidentMemory.parse("Name:\tjava\nVmRSS:\t  2048 kB\nThreads:\t1\n"))
        .isEqualTo(2_097_152);
    assertThat(ResidentMemory.bytes(ProcessHandle.current().pid())).isGreaterThan(1 << 20);
  }

  @Test
  void shouldSayThatTheSystemDoesNotTell() {
    assertThatThrownBy(() -> ResidentMemory.parse("Name:\tjava\n"))
        .isInstanceOf(LoadFailure.class)
        .hasMessageContaining("VmRSS");
  }
}
