package org.plumbline.capacity.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.capacity.evidence.Finding;

/** Verdicts that rest on the loads of groups and pushes. */
class LoadedVerdictsTest {

  @Test
  void shouldHoldWhenEveryMemberGotEveryMessage() {
    JudgedClaim claim =
        Samples.judged("S4-47", groups(20, Samples.held("all_acknowledged_delivered")));

    assertThat(claim.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(String.valueOf(claim.found())).contains("7 for each message");
  }

  @Test
  void shouldFailWhenGroupLostDeliveries() {
    JudgedClaim claim =
        Samples.judged("S4-47", groups(20, Samples.broken("all_acknowledged_delivered")));

    assertThat(claim.verdict()).isEqualTo(Verdict.FAILS);
    assertThat(claim.cause()).contains("Two messages are gone.");
  }

  @Test
  void shouldFeelRealTimeOnlyBelowAHundredMilliseconds() {
    Finding arrived = Samples.held("all_acknowledged_delivered");

    assertThat(Samples.judged("S4-52", groups(20, arrived)).verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(Samples.judged("S4-52", groups(140, arrived)).verdict()).isEqualTo(Verdict.FAILS);
  }

  @Test
  void shouldHoldConditionallyWhenLargeGroupDisturbsNobody() {
    JudgedClaim claim =
        Samples.judged(
            "S4-48",
            large(
                Samples.held("group_arrived_at_connected"),
                Samples.held("one_to_one_p99_undisturbed")));

    assertThat(claim.verdict()).isEqualTo(Verdict.CONDITIONAL);
    assertThat(claim.cause()).contains("stored once", "hundreds");
  }

  @Test
  void shouldDecideByWhatTheLargeGroupBroke() {
    Finding arrived = Samples.held("group_arrived_at_connected");

    assertThat(
            Samples.judged("S4-48", large(arrived, Samples.broken("one_to_one_p99_undisturbed")))
                .verdict())
        .isEqualTo(Verdict.FAILS);
    assertThat(
            Samples.judged("S4-48", large(arrived, Samples.unknown("one_to_one_p99_undisturbed")))
                .verdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"S0-37", "S0-44", "S1-08", "S1-78", "S1-79", "S1-80", "S3-40", "S4-39"})
  void shouldRestOnPushesWhenClaimIsAboutThem(String id) {
    assertThat(Samples.judged(id).verdict()).isEqualTo(Verdict.NOT_RUN);
    Finding pushed = Samples.held("every_offline_recipient_pushed");
    assertThat(Samples.judged(id, pushes(pushed), probes()).verdict())
        .isIn(Verdict.HOLDS, Verdict.CONDITIONAL);
    Finding missing = Samples.broken("every_offline_recipient_pushed");
    assertThat(Samples.judged(id, pushes(missing), probes()).verdict()).isEqualTo(Verdict.FAILS);
  }

  private static Evidence probes() {
    return Samples.evidence(
        "probe.behaviour",
        Map.of(),
        Samples.held("push_to_who_is_away"),
        Samples.held("group_text_to_all_members"));
  }

  private static Evidence pushes(Finding pushed) {
    return Samples.evidence(
        "load.push",
        Map.of(),
        pushed,
        Samples.held("no_push_to_online"),
        Samples.held("no_push_without_opt_in"),
        Samples.held("collapsed_per_thread"));
  }

  private static Evidence groups(double p50, Finding arrived) {
    Map<String, Figure> figures = new TreeMap<>();
    for (String counted : List.of("sent", "acknowledged")) {
      figures.put(counted, Figure.count(100));
    }
    for (String counted : List.of("expected_deliveries", "delivered")) {
      figures.put(counted, Figure.count(700));
    }
    figures.put("delivery_p50", Figure.of(p50, "ms", 700));
    return Samples.evidence("load.group_chat", figures, arrived);
  }

  private static Evidence large(Finding... findings) {
    return Samples.evidence(
        "load.large_group",
        Map.of(
            "group_members", Figure.count(500),
            "one_to_one_p99_ratio", Figure.of(1.1, "1", 0.9, 1.3, 900)),
        findings);
  }
}
