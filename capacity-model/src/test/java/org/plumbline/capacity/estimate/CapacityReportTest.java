package org.plumbline.capacity.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapacityReportTest {
  private static final String PRICES =
      """
      currency: EUR
      chat_server: 300
      store_gb: 0.05
      media_gb: 0.01
      cache_gb: 2
      egress_gb: 0.02
      million_pushes: 0
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "s0 | messages_per_day | 10 billion messages",
        "s0 | text_bandwidth_average | 11.574 MB/s",
        "s0 | media_bandwidth_average | 5.787 GB/s",
        "s0 | media_kept | 182.5 PB",
        "s0 | connections | 100 million connections",
        "s1 | message_rate_average | 231,481.5 messages/s",
        "s1 | message_rate_peak | 361,111.1 messages/s",
        "s1 | text_kept | 3.65 PB",
        "s1 | rows_kept | 4.855 PB",
        "s1 | shards | 1,213.6 shards",
        "s1 | servers_by_limit | 10,000 servers",
        "s1 | servers_needed | 11,000 servers",
        "s4 | text_bandwidth_average | 57.87 MB/s",
        "s4 | heartbeat_rate | 33.333 million heartbeats/s",
      })
  void shouldCalculateTheFiguresOfADocument(String preset, String id, String text) {
    assertThat(line(CapacityReport.of(Design.preset(preset)), id).text()).isEqualTo(text);
  }

  @Test
  void shouldGiveEveryInputWithItsSourceAndEveryFigureWithItsFormula() {
    CapacityReport report = CapacityReport.of(Design.preset("s1"));
    assertThat(report.inputs())
        .hasSizeGreaterThan(40)
        .allSatisfy(input -> assertThat(input.source()).isNotBlank())
        .anySatisfy(
            input -> {
              assertThat(input.id()).isEqualTo("connections_per_server");
              assertThat(input.text()).isEqualTo("50,000");
              assertThat(input.source()).isEqualTo("line 78");
            });
    assertThat(report.figures())
        .allSatisfy(line -> assertThat(line.formula()).isNotBlank())
        .extracting(CapacityReport.Line::group)
        .contains("rates", "connections", "bandwidth", "storage", "servers")
        .contains("partitions", "cache", "push");
  }

  @Test
  void shouldSerialiseAsItStands() throws JsonProcessingException {
    String json = new ObjectMapper().writeValueAsString(CapacityReport.of(Design.preset("s4")));
    assertThat(json)
        .contains("\"id\":\"servers_by_limit\"")
        .contains("\"text\":\"10,000 servers\"");
  }

  @Test
  void shouldNameTheResourceThatBinds() {
    Design s1 = Design.preset("s1").with("cpu_per_heartbeat", "1 ms");
    CapacityReport report = CapacityReport.of(s1.with("cpu_per_message", "1 s"));
    assertThat(report.bindingShares()).containsOnlyKeys("cpu");
    assertThat(line(report, "servers_needed").formula()).startsWith("servers_by_cpu");
    assertThat(CapacityReport.of(Design.preset("s1")).bindingShares()).containsOnlyKeys("limit");
  }

  @Test
  void shouldGiveIntervalsOfTheRightWidthWithTheirSamplingError() {
    Design uncertain = Design.preset("s1").with("messages_per_user_per_day", "uniform(0.001, 80)");
    CapacityReport report = CapacityReport.of(uncertain, Optional.empty(), 7, 20_000);
    CapacityReport.Line line = line(report, "messages_per_day");
    // 5% and 95% of a uniform 0 to 80, times 500 million.
    assertThat(line.low()).isCloseTo(2, within(0.4));
    assertThat(line.high()).isCloseTo(38, within(0.4));
    assertThat(line.samplingError()).isBetween(0.02, 0.4);
    assertThat(line(report, "connections").low()).isNull();
    CapacityReport few = CapacityReport.of(uncertain, Optional.empty(), 7, 500);
    assertThat(line(few, "messages_per_day").samplingError()).isGreaterThan(line.samplingError());
    assertThat(CapacityReport.of(uncertain, Optional.empty(), 7, 500)).isEqualTo(few);
    assertThat(CapacityReport.of(uncertain, Optional.empty(), 8, 500)).isNotEqualTo(few);
  }

  @Test
  void shouldRankWhatMattersMost() {
    Design design =
        Design.preset("s1").with("concurrent_share", "0.1..0.9").with("spare_share", "0.1..0.2");
    assertThat(CapacityReport.of(design).tornado())
        .filteredOn(swing -> swing.figure().equals("servers_needed"))
        .extracting(CapacityReport.Swing::input)
        .containsExactly("concurrent_share", "spare_share");
  }

  @Test
  void shouldCalculateTheCostOfAMonth() throws IOException {
    Path file = folder.resolve("prices.yaml");
    Files.writeString(file, PRICES);
    Optional<Prices> prices = Optional.of(Prices.read(file));
    CapacityReport report = CapacityReport.of(Design.preset("s1"), prices, 1, 500);
    assertThat(line(report, "cost_servers").text()).isEqualTo("3.3 million EUR/month");
    assertThat(line(report, "cost_push").text()).isEqualTo("0 EUR/month");
    double sum =
        report.figures().stream()
            .filter(line -> line.formula().matches(".* x (chat_server|\\w+_gb|million_pushes)"))
            .mapToDouble(
                line -> line.unit().startsWith("million") ? line.value() * 1e6 : line.value())
            .sum();
    assertThat(line(report, "cost_total").value() * 1e6).isCloseTo(sum, within(1.0));
    assertThat(report.tornado()).anySatisfy(s -> assertThat(s.figure()).isEqualTo("cost_total"));
    Files.writeString(file, PRICES.replace("store_gb: 0.05", "store_gb: -1").replace("EUR", ""));
    assertThatThrownBy(() -> Prices.read(file))
        .hasMessageContaining(":1: currency:")
        .hasMessageContaining(":3: store_gb: -1 (expected: a count");
  }

  private static CapacityReport.Line line(CapacityReport report, String id) {
    return report.figures().stream()
        .filter(line -> line.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no figure " + id));
  }
}
