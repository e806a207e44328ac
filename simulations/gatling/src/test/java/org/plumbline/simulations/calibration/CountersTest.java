package org.plumbline.simulations.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountersTest {

  private final Counters counters =
      Counters.parse(
          """
          # HELP messenger_messages_total messages by outcome
          # TYPE messenger_messages_total counter
          messenger_messages_total{outcome="accepted",} 12.0
          messenger_messages_total{outcome="refused",} 2.0
          messenger_messages_total_other 7.0
          messenger_frames_in_total{type="SEND_MESSAGE",node="a b"} 1.5E3
          messenger_frames_in_total{type="HEARTBEAT"} 4 1700000000000
          messenger_connections 3.0
          """);

  @Test
  void shouldAddUpAllSeriesOfAName() {
    assertThat(counters.sum("messenger_messages_total")).isEqualTo(14);
    assertThat(counters.sum("messenger_frames_in_total")).isEqualTo(1_504);
    assertThat(counters.sum("messenger_connections")).isEqualTo(3);
  }

  @Test
  void shouldReadOneSeriesWhenLabelIsGiven() {
    assertThat(counters.sum("messenger_messages_total", "outcome=\"accepted\"")).isEqualTo(12);
  }

  @Test
  void shouldReadNothingWhenNameIsUnknown() {
    assertThat(counters.sum("messenger_bytes")).isZero();
  }
}
