package org.plumbline.capacity.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapacityReportTest {

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
        "s1 | servers | 10,000 servers",
        "s4 | text_bandwidth_average | 57.87 MB/s",
        "s4 | heartbeat_rate | 33.333 million heartbeats/s",
      })
  void shouldCalculateTheFiguresOfADocument(String preset, String id, String text) {
    assertThat(CapacityReport.of(Estimate.preset(preset)).figures())
        .filteredOn(line -> line.id().equals(id))
        .singleElement()
        .extracting(CapacityReport.Line::text)
        .isEqualTo(text);
  }

  @Test
  void shouldGiveEveryInputWithItsSource() {
    assertThat(CapacityReport.of(Estimate.preset("s1")).inputs())
        .hasSize(12)
        .allSatisfy(input -> assertThat(input.source()).isNotBlank())
        .anySatisfy(
            input -> {
              assertThat(input.id()).isEqualTo("connections_per_server");
              assertThat(input.text()).isEqualTo("50,000");
              assertThat(input.source()).isEqualTo("line 78");
            });
  }

  @Test
  void shouldSerialiseAsItStands() throws JsonProcessingException {
    String json = new ObjectMapper().writeValueAsString(CapacityReport.of(Estimate.preset("s4")));
    assertThat(json).contains("\"id\":\"servers\"").contains("\"text\":\"10,000 servers\"");
  }
}
