package org.plumbline.capacity.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Figure;

class ProjectionTest {
  private static final Instant START = Instant.parse("2026-11-22T04:00:00Z");

  private static final List<Evidence> CALIBRATED =
      List.of(
          calibration(
              "storage", "bytes_on_disk_per_message", Figure.of(150, "B", 140, 160, 100_000)),
          calibration("cpu", "server_cpu_us_per_message", Figure.of(500, "us", 450, 550, 10)),
          calibration("memory", "bytes_per_connection", Figure.of(20_000, "B", 18_000, 22_000, 5)),
          calibration("traffic", "bytes_in_per_message", Figure.of(200, "B", 1_000)));

  @Test
  void shouldScaleTheCalibrationToTheUsersOfADocument() {
    DocumentProjection s1 = document("s1", CALIBRATED);
    // 500 million x 20 kB over half of 128 GB = 156.25, and 10% spare.
    assertThat(span(s1.serversByMemory()).value()).isEqualTo(172);
    assertThat(span(s1.serversByMemory()).low()).isEqualTo(155);
    assertThat(span(s1.serversByMemory()).high()).isEqualTo(190);
    // 231,481 messages/s x 1.56 x 500 us over half of 32 cores = 11.28, and 10% spare.
    assertThat(span(s1.serversByCpu()).value()).isEqualTo(13);
    assertThat(s1.binding()).isEqualTo("memory");
    assertThat(s1.messageRatePeak()).isEqualTo("361,111.1 messages/s");
    assertThat(s1.serversClaimed())
        .isEqualTo(new DocumentProjection.Stated("S1-31", "10,000 servers"));
  }

  @Test
  void shouldCarryTheIntervalOfStoredBytesThrough() {
    DocumentProjection s1 = document("s1", CALIBRATED);
    // 20 billion x 150 B x 365 x 3 = 3.285 PB.
    Span year = span(s1.textStoredPerYear());
    assertThat(year.unit()).isEqualTo("PB");
    assertThat(year.value()).isCloseTo(3.285, within(1e-9));
    assertThat(year.low()).isCloseTo(3.066, within(1e-9));
    assertThat(year.high()).isCloseTo(3.504, within(1e-9));
    assertThat(year.text()).isEqualTo("3.285 PB (3.066 PB to 3.504 PB)");
    assertThat(span(s1.textStored()).value()).isCloseTo(16.425, within(1e-9));
    assertThat(s1.storageClaimed()).isEqualTo(new DocumentProjection.Stated("S1-12", "3.6 PB"));
  }

  @Test
  void shouldKeepMediaApartFromTheMessageStore() {
    assertThat(document("s0", CALIBRATED).mediaStored()).isEqualTo("182.5 PB");
    assertThat(document("s0", CALIBRATED).serversClaimed()).isNull();
    assertThat(document("s1", CALIBRATED).mediaStored()).isEqualTo("0 B");
    assertThat(document("s2", CALIBRATED).storageClaimed()).isNull();
  }

  @Test
  void shouldGiveNoIntervalWhenTheFigureHasNone() {
    Span in = span(document("s1", CALIBRATED).bandwidthIn());
    assertThat(in.low()).isNull();
    assertThat(in.text()).isEqualTo("46.296 MB/s");
  }

  @Test
  void shouldCallTheBindingResourceUnclearWhenTheIntervalsOverlap() {
    List<Evidence> close =
        List.of(
            calibration("memory", "bytes_per_connection", Figure.of(1_500, "B", 1_000, 2_000, 5)),
            calibration("cpu", "server_cpu_us_per_message", Figure.of(500, "us", 300, 700, 10)));
    assertThat(document("s1", close).binding()).isEqualTo("unclear");
    List<Evidence> busy =
        List.of(
            calibration("memory", "bytes_per_connection", Figure.of(1_500, "B", 5)),
            calibration("cpu", "server_cpu_us_per_message", Figure.of(50_000, "us", 10)));
    assertThat(document("s1", busy).binding()).isEqualTo("cpu");
  }

  @Test
  void shouldSayWhatIsMissingInsteadOfGuessing() {
    Projection projection = Projection.of(List.of());
    assertThat(projection.missing())
        .containsExactly(
            "calibration.storage/bytes_on_disk_per_message",
            "calibration.cpu/server_cpu_us_per_message",
            "calibration.memory/bytes_per_connection",
            "calibration.traffic/bytes_in_per_message",
            "calibration.traffic/bytes_out_per_message");
    assertThat(projection.calibrations()).isEmpty();
    assertThat(projection.documents())
        .hasSize(5)
        .allSatisfy(
            document -> {
              assertThat(document.serversByMemory()).isNull();
              assertThat(document.serversByCpu()).isNull();
              assertThat(document.binding()).isNull();
              assertThat(document.textStored()).isNull();
            });
    assertThat(projection.notes()).isNotEmpty();
    assertThat(Projection.of(CALIBRATED).missing())
        .containsExactly("calibration.traffic/bytes_out_per_message");
  }

  @Test
  void shouldStateEveryAssumptionWithItsSource() {
    assertThat(Projection.of(List.of()).assumptions())
        .hasSize(7)
        .allSatisfy(assumption -> assertThat(assumption.source()).isNotBlank())
        .contains(
            new Projection.Assumption(
                "peak_factor",
                "1.56",
                "not stated; WhatsApp 2014, peak over average of messages in"));
  }

  @Test
  void shouldRefuseACalibrationInAnotherUnit() {
    List<Evidence> wrong =
        List.of(calibration("cpu", "server_cpu_us_per_message", Figure.of(0.5, "ms", 10)));
    assertThatThrownBy(() -> Projection.of(wrong))
        .hasMessage("calibration.cpu/server_cpu_us_per_message: unit: ms (expected: us)");
  }

  @Test
  void shouldLeaveOutACalibrationThatCannotBeRight() {
    Projection projection =
        Projection.of(
            List.of(calibration("memory", "bytes_per_connection", Figure.of(-3, "B", 5))));
    assertThat(projection.missing())
        .contains("calibration.memory/bytes_per_connection: -3.0 (expected: > 0)");
    assertThat(projection.calibrations()).isEmpty();
  }

  @Test
  void shouldCutAnIntervalAtZero() {
    DocumentProjection s1 =
        document(
            "s1",
            List.of(
                calibration(
                    "memory", "bytes_per_connection", Figure.of(2_000, "B", -500, 4_500, 3))));
    assertThat(span(s1.serversByMemory()).low()).isZero();
  }

  @Test
  void shouldSerialiseInSnakeCase() throws JsonProcessingException {
    ObjectMapper json =
        JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();
    assertThat(json.writeValueAsString(Projection.of(CALIBRATED)))
        .contains("\"servers_by_memory\":{\"value\":172.0,\"low\":155.0,\"high\":190.0")
        .contains("\"binding\":\"memory\"");
  }

  private static DocumentProjection document(String name, List<Evidence> evidence) {
    return Projection.of(evidence).documents().stream()
        .filter(document -> document.document().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Span span(@Nullable Span span) {
    return Objects.requireNonNull(span);
  }

  private static Evidence calibration(String name, String figureName, Figure figure) {
    return new Evidence(
        Evidence.SCHEMA,
        "calibration." + name,
        "calibration",
        START,
        START.plusSeconds(1),
        Map.of(),
        new TreeMap<>(Map.of(figureName, figure)),
        List.of(),
        List.of(),
        List.of());
  }
}
