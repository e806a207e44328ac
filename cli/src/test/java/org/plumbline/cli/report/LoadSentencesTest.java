package org.plumbline.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Figure;

class LoadSentencesTest {
  private static final Instant STARTED = Instant.parse("2026-11-22T04:00:00Z");

  @Test
  void shouldTellEachLoadInItsOrder() {
    Evidence push =
        load(
            "push",
            Map.of(
                "messages_to_offline", Figure.count(30),
                "pushes", Figure.count(12),
                "arrival_p50", Figure.of(1_100, "ms", 30),
                "pushes_to_online", Figure.count(0)));
    Evidence groups =
        load(
            "group_chat",
            Map.of(
                "delivery_p50", Figure.of(12.5, "ms", 700),
                "delivery_p99", Figure.of(80, "ms", 700),
                "delivered", Figure.count(700),
                "expected_deliveries", Figure.count(700)));

    assertThat(LoadSentences.of(List.of(push, groups)))
        .containsExactly(
            "Groups: a message arrived at each member after 12.5 ms (99 of 100 within 80 ms), 700"
                + " of 700 deliveries.",
            "Push: 30 messages for users who were away led to 12 pushes, 1,100 ms after the send,"
                + " and 0 to users who were online.");
  }

  @Test
  void shouldTellTheMaximumBesideItsFloor() {
    Evidence maximum =
        load(
            "find_maximum",
            Map.of(
                "maximum", Figure.of(6_000, "1/s", 6),
                "maximum_floor_ratio", Figure.of(0.62, "1", 6)));

    assertThat(LoadSentences.of(List.of(maximum)))
        .containsExactly(
            "At most 6,000 1/s of 1:1 messages were acknowledged, stored and delivered in time,"
                + " 0.62 times what the slower of log and store takes alone.");
  }

  @Test
  void shouldTellTheLoadsThatNoCheckRuns() {
    Evidence presence =
        load(
            "presence_churn",
            Map.of(
                "online_told_p50", Figure.of(2_100, "ms", 30),
                "offline_told_p50", Figure.of(3_050, "ms", 30),
                "frames_per_change_and_watcher", Figure.of(1, "1", 60)));
    Evidence logins =
        load(
            "login_storm",
            Map.of(
                "connected_at_end", Figure.count(100),
                "begun", Figure.count(101),
                "in_p50", Figure.of(420, "ms", 100),
                "logins_refused", Figure.count(21)));

    assertThat(LoadSentences.of(List.of(presence, logins, load("unknown", Map.of()))))
        .containsExactly(
            "Logins: 100 of 101 devices were in at the end, half of them after 420 ms; 21 tries"
                + " were sent away.",
            "Presence: a coming was told after 2,100 ms, a going after 3,050 ms, by 1 frames a"
                + " change and watcher.");
  }

  @Test
  void shouldSayNothingWhenFigureIsMissing() {
    assertThat(LoadSentences.of(List.of(load("media", Map.of())))).isEmpty();
  }

  private static Evidence load(String name, Map<String, Figure> figures) {
    return new Evidence(
        Evidence.SCHEMA,
        "load." + name,
        "load",
        STARTED,
        STARTED.plusSeconds(5),
        Map.of(),
        new TreeMap<>(figures),
        List.of(),
        List.of(),
        List.of());
  }
}
