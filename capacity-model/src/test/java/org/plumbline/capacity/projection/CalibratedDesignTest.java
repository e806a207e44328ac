package org.plumbline.capacity.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.capacity.estimate.CapacityReport;
import org.plumbline.capacity.estimate.Design;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Figure;

class CalibratedDesignTest {
  private static final List<Evidence> CALIBRATED =
      List.of(
          calibration("memory", "bytes_per_connection", Figure.of(20_000, "B", 18_000, 22_000, 5)),
          calibration("storage", "bytes_on_disk_per_message", Figure.of(150, "B", 100_000)),
          calibration("traffic", "bytes_in_per_message", Figure.of(200, "B", 1_000)));

  @TempDir Path folder;

  @Test
  void shouldPutWhatWasMeasuredInPlaceOfWhatIsAssumed() {
    CapacityReport report = CapacityReport.of(CalibratedDesign.of(Design.preset("s1"), CALIBRATED));
    assertThat(report.inputs())
        .filteredOn(input -> input.source().startsWith("measured"))
        .extracting(CapacityReport.Input::id)
        .containsExactlyInAnyOrder(
            "memory_per_connection", "bytes_on_disk_per_message", "bytes_in_per_message");
    // 500 million x 20 kB over half of 128 GB, within the measured 95% of 10% to either side.
    CapacityReport.Line memory = line(report, "servers_by_memory");
    assertThat(memory.value()).isEqualTo(156.25);
    assertThat(memory.low()).isCloseTo(156.25 * (1 - 0.0839), within(3.0));
    assertThat(memory.high()).isCloseTo(156.25 * (1 + 0.0839), within(3.0));
    // 20 billion a day x 150 B x 5 years, one replica; and 231,481 a second x 200 B.
    assertThat(line(report, "compressed_kept").text()).isEqualTo("5.475 PB");
    assertThat(line(report, "client_in_average").text()).isEqualTo("46.296 MB/s");
  }

  @Test
  void shouldLeaveWhatTheDesignerStatesAndWhatWasNotMeasured() throws IOException {
    assertThat(CapacityReport.of(CalibratedDesign.of(Design.preset("s1"), List.of())))
        .isEqualTo(CapacityReport.of(Design.preset("s1")));
    Path file = folder.resolve("mine.yaml");
    Files.writeString(
        file,
        """
        users: 1 million
        messages_per_user_per_day: 40
        message_size: 100 B
        concurrent_share: 1
        retention: 1 year
        memory_per_connection: 64 kB
        """);
    Design design = CalibratedDesign.of(Design.read(file), CALIBRATED);
    assertThat(design.size("memory_per_connection").value().bytes()).isEqualTo(64_000);
    assertThat(design.size("bytes_in_per_message").value().bytes()).isEqualTo(200);
  }

  private static CapacityReport.Line line(CapacityReport report, String id) {
    return report.figures().stream().filter(l -> l.id().equals(id)).findFirst().orElseThrow();
  }

  private static Evidence calibration(String name, String figureName, Figure figure) {
    Instant at = Instant.parse("2026-11-22T04:00:00Z");
    return new Evidence(
        Evidence.SCHEMA,
        "calibration." + name,
        "calibration",
        at,
        at.plusSeconds(1),
        Map.of(),
        new TreeMap<>(Map.of(figureName, figure)),
        List.of(),
        List.of(),
        List.of());
  }
}
