package org.plumbline.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcFilesTest {

  @Test
  void shouldReadTheLimitOfOpenFiles() {
    String header = "Limit                     Soft Limit           Hard Limit           Units\n";

    assertThat(FileLimit.parse(header + "Max open files            20000  30000  files\n"))
        .isEqualTo(20_000);
    assertThat(FileLimit.parse(header + "Max open files   unlimited  unlimited  files\n"))
        .isEqualTo(Integer.MAX_VALUE);
    assertThat(FileLimit.parse(header)).isEqualTo(1_024);
    assertThat(FileLimit.sockets()).isLessThan(FileLimit.openFiles());
  }

  @Test
  void shouldReadTheMemoryThatAProcessOccupies() {
    assertThat(OwnCost.parse("VmSize:\t 9 kB\nVmRSS:\t   1024 kB\n")).isEqualTo(1_048_576);
    assertThat(OwnCost.parse("Name:\tjava\n")).isEqualTo(-1);
  }
}
