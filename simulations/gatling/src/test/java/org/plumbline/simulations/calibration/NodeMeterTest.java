package org.plumbline.simulations.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NodeMeterTest {

  @Test
  void shouldAddUpAllNodes() {
    NodeMeter.Reading reading =
        new NodeMeter.Reading(
            7,
            List.of(
                Counters.parse(
                    """
                    process_cpu_time_ns_total 5.0E8
                    messenger_recents_total{outcome="hit"} 3.0
                    messenger_recents_total{outcome="miss"} 1.0
                    """),
                Counters.parse(
                    """
                    process_cpu_time_ns_total 2.5E8
                    messenger_recents_total{outcome="hit"} 4.0
                    """)));

    assertThat(reading.cpuMicros()).isEqualTo(750_000);
    assertThat(reading.sum("messenger_recents_total", "outcome=\"hit\"")).isEqualTo(7);
    assertThat(reading.sum("messenger_recents_total", "")).isEqualTo(8);
    assertThat(reading.sum("messenger_unknown_total", "")).isZero();
  }
}
