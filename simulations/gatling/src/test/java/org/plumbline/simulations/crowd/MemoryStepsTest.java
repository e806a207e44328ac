package org.plumbline.simulations.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.capacity.evidence.Figure;

class MemoryStepsTest {

  @TempDir Path folder;

  /** 12,000 bytes a connection on two nodes of different fixed cost, 8,000 on the bare server. */
  @Test
  void shouldFindWhatAConnectionCostsWhateverItsProcessCosts() throws Exception {
    MemorySteps steps = new MemorySteps();
    for (int connections = 1_000; connections <= 3_000; connections += 1_000) {
      steps.addNode(point("node-1", connections, 300_000_000, 12_000));
      steps.addNode(point("node-2", connections, 900_000_000, 12_000));
      steps.addEcho(point("echo-1", connections, 50_000_000, 8_000));
      steps.addEcho(point("echo-2", connections, 55_000_000, 8_000));
    }

    assertThat(steps.nodeResident().value()).isEqualTo(12_000);
    assertThat(steps.nodeResident().low()).isEqualTo(12_000);
    assertThat(steps.nodeHeap().value()).isEqualTo(6_000);
    assertThat(steps.echoResident().value()).isEqualTo(8_000);
    assertThat(steps.echoHeap().value()).isEqualTo(4_000);
    assertThat(MemorySteps.ratio(steps.nodeResident(), steps.echoResident()))
        .isEqualTo(Figure.of(1.5, "1", 1.5, 1.5, 12));
    assertThat(MemorySteps.difference(steps.nodeResident(), steps.echoResident()))
        .isEqualTo(Figure.of(4_000, "B", 4_000, 4_000, 12));
    steps.write(folder.resolve("memory.csv"));
    assertThat(Files.readAllLines(folder.resolve("memory.csv")))
        .hasSize(13)
        .contains("node-1,1000,6000000,312000000");
  }

  @Test
  void shouldGiveTheWidestIntervalThatBothAllow() {
    Figure node = Figure.of(12, "B", 10, 15, 4);
    Figure echo = Figure.of(8, "B", 6, 10, 4);

    assertThat(MemorySteps.ratio(node, echo)).isEqualTo(Figure.of(1.5, "1", 1, 2.5, 8));
    assertThat(MemorySteps.difference(node, echo)).isEqualTo(Figure.of(4, "B", 0, 9, 8));
    assertThat(MemorySteps.ratio(node, Figure.of(8, "B", -1, 17, 4)).low()).isNull();
    assertThat(MemorySteps.ratio(node, Figure.of(8, "B", 2)).low()).isNull();
    assertThat(MemorySteps.difference(node, Figure.of(8, "B", 2)).low()).isNull();
  }

  private static MemoryPoint point(String process, int connections, long fixed, long each) {
    return new MemoryPoint(
        process, connections, connections * each / 2, fixed + connections * each);
  }
}
