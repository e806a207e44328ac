package org.plumbline.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComingsTest {

  @Test
  void shouldAddTheTimelinesOfProcesses() {
    Comings both = Comings.of(List.of(timeline(100, 10, 2), timeline(100, 5, 4)));

    assertThat(both.openBefore()).isEqualTo(200);
    assertThat(both.ended().getFirst()).isEqualTo(15);
    assertThat(both.endedInAll()).isEqualTo(15);
    assertThat(both.openLeast()).isEqualTo(185);
    assertThat(both.attemptsPerSecond()).containsExactly(15L);
  }

  @Test
  void shouldTellWhenEnoughAreBackForGood() {
    assertThat(comings(List.of(10L, 0L, 0L), List.of(0L, 4L, 5L)).backAfter(0.99))
        .contains(Duration.ofMillis(300));
    assertThat(comings(List.of(10L, 0L, 3L, 0L), List.of(0L, 10L, 0L, 3L)).backAfter(0.99))
        .contains(Duration.ofMillis(400));
    assertThat(comings(List.of(10L, 0L), List.of(0L, 8L)).backAfter(0.99)).isEmpty();
    assertThat(comings(List.of(1L, 0L), List.of(0L, 0L)).backAfter(0.99)).contains(Duration.ZERO);
  }

  /** 100 sockets stood. */
  private static Comings comings(List<Long> ended, List<Long> opened) {
    return new Comings(Duration.ofMillis(100), 100, opened, opened, ended);
  }

  private static ObjectNode timeline(int before, int ended, int slotsUntilBack) {
    Timeline timeline = new Timeline(0, before);
    for (int i = 0; i < ended; i++) {
      timeline.ended(1);
      timeline.attempt(slotsUntilBack * Timeline.SLOT_NANOS + 1);
      timeline.opened(slotsUntilBack * Timeline.SLOT_NANOS + 1);
    }
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    timeline.write(out);
    return out;
  }
}
