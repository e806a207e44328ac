package org.plumbline.capacity.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.capacity.fit.Prediction.Quantity;

class PredictionReportTest {
  private static final int CORES = 2;
  private static final double IDLE_MICROS = 200_000;
  private static final double MESSAGE_MICROS = 700;
  private static final double BASE_MILLIS = 4;
  private static final double SCALE_MILLIS = 6;

  @TempDir Path folder;

  @Test
  void shouldPredictWhatFollowsItsOwnForm() {
    PredictionReport report =
        PredictionReport.of(List.of(maximum(1, rateAt(50), 0)), List.of(), CORES);
    assertThat(report.summary())
        .containsEntry(Quantity.THROUGHPUT, Agreement.WITHIN_TARGET)
        .containsEntry(Quantity.DELIVERY_P99, Agreement.WITHIN_TARGET)
        .containsEntry(Quantity.MEMORY_PER_CONNECTION, Agreement.NOT_RUN)
        .containsEntry(Quantity.BYTES_PER_MESSAGE, Agreement.NOT_RUN);
    assertThat(report.predictions())
        .filteredOn(one -> one.quantity() == Quantity.DELIVERY_P99)
        .hasSize(6)
        .allSatisfy(one -> assertThat(one.error()).isCloseTo(0, within(1e-6)));
    assertThat(report.stepCosts())
        .singleElement()
        .satisfies(
            cost -> {
              assertThat(cost.process()).isEqualTo("node_1");
              assertThat(cost.microsPerMessage().value()).isCloseTo(MESSAGE_MICROS, within(1e-6));
              assertThat(cost.idleMicrosPerSecond().value()).isCloseTo(IDLE_MICROS, within(1e-3));
            });
    assertThat(report.queues()).hasSize(6);
  }

  @Test
  void shouldBeInconclusiveWithTheReasonWhereOnePointLeavesTheForm() {
    PredictionReport report =
        PredictionReport.of(List.of(maximum(1, 2 * rateAt(50), 80)), List.of(), CORES);
    assertThat(report.summary())
        .containsEntry(Quantity.THROUGHPUT, Agreement.INCONCLUSIVE)
        .containsEntry(Quantity.DELIVERY_P99, Agreement.INCONCLUSIVE);
    assertThat(report.predictions())
        .filteredOn(one -> one.agreement() == Agreement.INCONCLUSIVE)
        .allSatisfy(one -> assertThat(one.reason()).contains("more than "))
        .anySatisfy(one -> assertThat(one.reason()).contains("50% too low, more than 10%"));
  }

  @Test
  void shouldPredictAHeldOutNumberOfNodes() {
    List<Evidence> runs = new ArrayList<>();
    for (int nodes : new int[] {1, 2, 3, 4, 6}) {
      double throughput = 1000.0 * nodes / (1 + 0.1 * (nodes - 1) + 0.01 * nodes * (nodes - 1));
      runs.add(maximum(nodes, throughput, 0));
    }
    PredictionReport report = PredictionReport.of(runs, List.of(), CORES);
    assertThat(report.scalability()).isNotNull();
    assertThat(report.predictions())
        .filteredOn(one -> one.at().contains("nodes, from the other numbers"))
        .hasSize(5)
        .allSatisfy(one -> assertThat(one.error()).isCloseTo(0, within(0.01)));
  }

  @Test
  void shouldPredictANodesMemoryFromTheOthers() throws IOException {
    Path file = folder.resolve("load/idle_connections/memory.csv");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        """
        process,connections,live_heap_bytes,resident_bytes
        node-1,1000,10002500,300003000
        node-1,2000,10005000,300006000
        node-2,1000,20002500,400003000
        node-2,2000,20005000,400007000
        echo-1,1000,1,2
        """);
    List<ConnectionMemory> memory = ConnectionMemory.read(folder);
    PredictionReport report = PredictionReport.of(List.of(), memory, CORES);
    assertThat(memory).extracting(ConnectionMemory::process).containsExactly("node-1", "node-2");
    assertThat(report.predictions())
        .filteredOn(one -> one.at().startsWith("live heap"))
        .hasSize(2)
        .allSatisfy(one -> assertThat(one.agreement()).isEqualTo(Agreement.WITHIN_TARGET));
    assertThat(report.predictions())
        .filteredOn(one -> one.at().startsWith("resident"))
        .allSatisfy(one -> assertThat(one.agreement()).isEqualTo(Agreement.INCONCLUSIVE));
    Files.writeString(file, "process,connections,live_heap_bytes,resident_bytes\nnode-1,x,1,2\n");
    assertThatThrownBy(() -> ConnectionMemory.read(folder))
        .hasMessageContaining("memory.csv:2: x (expected: a number from 0)");
  }

  @Test
  void shouldPredictBytesOfAMessageAtAThirdRate() {
    List<Evidence> runs =
        List.of(traffic(50, 340 + 500 / 50.0), traffic(100, 345), traffic(200, 342.5));
    assertThat(PredictionReport.of(runs, List.of(), CORES).summary())
        .containsEntry(Quantity.BYTES_PER_MESSAGE, Agreement.WITHIN_TARGET);
  }

  @Test
  void shouldPredictNothingFromLevelsThatDoNotCostMore() {
    SortedMap<String, Figure> figures = new TreeMap<>(maximum(1, 1000, 0).figures());
    figures.replaceAll(
        (name, figure) ->
            name.contains("cpu") ? Figure.of(1e3 * percent(name), "us", 1000) : figure);
    PredictionReport report =
        PredictionReport.of(
            List.of(evidence("load.find_maximum", "load", Map.of("nodes", "1"), figures)),
            List.of(),
            CORES);
    assertThat(report.latency()).isNull();
    assertThat(report.summary())
        .containsEntry(Quantity.THROUGHPUT, Agreement.NOT_RUN)
        .containsEntry(Quantity.DELIVERY_P99, Agreement.NOT_RUN);
  }

  @Test
  void shouldSayWhatItLacksWithoutEvidence() {
    PredictionReport report = PredictionReport.of(List.of(), List.of(), CORES);
    assertThat(report.anything()).isFalse();
    assertThat(report.summary()).hasSize(4).containsValue(Agreement.NOT_RUN);
    assertThat(report.predictions()).allSatisfy(one -> assertThat(one.reason()).contains("need"));
  }

  /** Falls with the level so steeply that busy time falls too. */
  private static double percent(String level) {
    double percent = Double.parseDouble(level.replaceAll("\\D+(\\d+)_cpu.*", "$1"));
    return 100 / (percent * percent);
  }

  private static double rateAt(double millis) {
    double load = (millis - BASE_MILLIS) / SCALE_MILLIS;
    return (load / (1 + load) * CORES - IDLE_MICROS / 1e6) / (MESSAGE_MICROS / 1e6);
  }

  private static Evidence maximum(int nodes, double most, double addedAtEighty) {
    SortedMap<String, Figure> figures = new TreeMap<>();
    figures.put("maximum", Figure.of(most, "1/s", 6));
    for (int percent : new int[] {20, 40, 50, 60, 80, 100}) {
      double rate = rateAt(50) * percent / 100;
      double busy = (IDLE_MICROS + MESSAGE_MICROS * rate) / 1e6 / CORES;
      double tail = BASE_MILLIS + SCALE_MILLIS * busy / (1 - busy);
      String level = "level_" + percent + "_";
      figures.put(level + "rate", Figure.of(rate, "1/s", 1000));
      figures.put(level + "delivery_p50", Figure.of(3, "ms", 1000));
      figures.put(
          level + "delivery_p99",
          Figure.of(tail + (percent == 80 ? addedAtEighty : 0), "ms", 1000));
      figures.put(
          level + "cpu_us_per_message_node_1",
          Figure.of(IDLE_MICROS / rate + MESSAGE_MICROS, "us", 1000));
    }
    return evidence("load.find_maximum", "load", Map.of("nodes", "" + nodes), figures);
  }

  private static Evidence traffic(double rate, double bytes) {
    return evidence(
        "calibration.traffic",
        "calibration",
        Map.of(),
        new TreeMap<>(
            Map.of(
                "rate", Figure.of(rate, "1/s", 6),
                "bytes_in_per_message", Figure.of(bytes, "B", 6))));
  }

  private static Evidence evidence(
      String id, String kind, Map<String, String> settings, SortedMap<String, Figure> figures) {
    Instant started = Instant.parse("2026-11-22T04:00:00Z");
    return new Evidence(
        Evidence.SCHEMA,
        id,
        kind,
        started,
        started.plusSeconds(60),
        settings,
        figures,
        List.of(),
        List.of(),
        List.of());
  }
}
