package org.plumbline.capacity.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Finding;

/** Verdicts on what the behaviour probes showed. */
class ProbedVerdictsTest {

  /** What the drills of a run that broke nothing leave, and this. */
  private static Evidence[] with(Evidence... more) {
    Finding order = Samples.held("same_order_on_all_devices");
    Finding loss = Samples.held("no_acknowledged_loss");
    List<Evidence> all = new ArrayList<>(List.of(more));
    all.add(Samples.drill("no_fault", loss, order));
    all.add(Samples.drill("kill_chat_node", loss, order, Samples.held("reconnected")));
    all.add(
        Samples.drill(
            "redis_down_at_connect", Samples.held("refused_when_redis_cannot_record"), loss));
    return all.toArray(Evidence[]::new);
  }

  private static Evidence probes(Finding... findings) {
    return Samples.evidence("probe.behaviour", Map.of(), findings);
  }

  @ParameterizedTest
  @CsvSource({
    "S1-49, history_in_pages, holds",
    "S4-06, presence_pull, holds",
    "S0-31, image_through_the_object_store, holds",
    "S0-19, qr_login, conditional",
    "S4-26, sent_delivered_read, conditional",
    "S0-24, own_devices_see_own_messages, fails",
    "S1-26, offline_user_catches_up, fails",
    "S0-32, over_the_limit_alone, conditional",
    "S0-57, http_connection_is_kept, fails",
    "S1-27, cut_receiver_misses_nothing, fails",
    "S1-33, sent_before_stored, fails",
    "S1-36, time_is_the_servers, holds",
    "S1-50, presence_pull, conditional",
    "S1-57, long_poll_is_held, conditional",
    "S1-74, group_on_every_node, conditional",
    "S1-77, offline_user_catches_up, fails",
    "S2-10, client_asks_in_short_polling, fails",
    "S2-33, group_sent_before_stored, fails",
    "S3-20, sent_before_received, fails",
  })
  void shouldFollowTheProbeWhenItHeld(String claim, String probe, String verdict) {
    JudgedClaim judged = Samples.judged(claim, probes(Samples.held(probe)));
    assertThat(judged.verdict().text()).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({
    "S1-49, history_in_pages, fails",
    "S0-19, qr_login, fails",
    "S0-24, own_devices_see_own_messages, inconclusive",
    "S0-32, over_the_limit_alone, fails",
    "S0-57, http_connection_is_kept, inconclusive",
    "S1-33, sent_before_stored, inconclusive",
    "S1-36, time_is_the_servers, fails",
    "S2-10, client_asks_in_short_polling, inconclusive",
  })
  void shouldNotHoldWhenTheProbeBroke(String claim, String probe, String verdict) {
    JudgedClaim judged = Samples.judged(claim, probes(Samples.broken(probe)));
    assertThat(judged.verdict().text()).isEqualTo(verdict);
  }

  @Test
  void shouldStayOpenWhenTheProbeCouldNotBeTriedOrWasNot() {
    assertThat(Samples.judged("S1-49", probes(Samples.unknown("history_in_pages"))).verdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(Samples.judged("S1-49").verdict()).isEqualTo(Verdict.NOT_RUN);
  }

  @Test
  void shouldSayWhyWhenABehaviourRefutesTheClaim() {
    JudgedClaim judged = Samples.judged("S1-26", probes(Samples.held("offline_user_catches_up")));
    assertThat(judged.cause()).contains("held and delivered later");
  }

  @ParameterizedTest
  @CsvSource({
    "S0-05, browser_beside_mobile cut_receiver_misses_nothing, conditional",
    "S1-38, thread_order_without_gaps, conditional",
    "S2-14, token_with_expiry group_created_and_deleted history_in_pages, conditional",
    "S2-29, thread_order_without_gaps, conditional",
    "S2-31, directory_follows_a_move, holds",
    "S2-32, offline_user_catches_up missed_messages_by_cursor, conditional",
    "S2-39, received_before_stored, conditional",
    "S3-16, offline_user_catches_up cut_receiver_misses_nothing, conditional",
    "S3-21, thread_order_without_gaps, conditional",
  })
  void shouldNeedAllThatTheClaimNames(String claim, String named, String verdict) {
    String[] ids = named.split(" ");
    Finding[] held = Arrays.stream(ids).map(Samples::held).toArray(Finding[]::new);
    assertThat(Samples.judged(claim, with(probes(held))).verdict().text()).isEqualTo(verdict);
    Finding[] lacking = held.clone();
    lacking[0] = Samples.broken(ids[0]);
    assertThat(Samples.judged(claim, with(probes(lacking))).verdict()).isEqualTo(Verdict.FAILS);
    lacking[0] = Samples.unknown(ids[0]);
    assertThat(Samples.judged(claim, with(probes(lacking))).verdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(Samples.judged(claim, with()).verdict()).isEqualTo(Verdict.NOT_RUN);
  }

  @ParameterizedTest
  @CsvSource({
    "S1-16, one_server_passes_on_and_stores one_server_has_groups",
    "S1-20, one_server_passes_on_and_stores one_server_knows_who_is_online",
  })
  void shouldJudgeOneServerByOneServer(String claim, String named) {
    String[] ids = named.split(" ");
    Finding[] held = Arrays.stream(ids).map(Samples::held).toArray(Finding[]::new);
    assertThat(Samples.judged(claim, alone(held)).verdict()).isEqualTo(Verdict.CONDITIONAL);
    assertThat(Samples.judged(claim, alone(Samples.broken(ids[0]))).verdict())
        .isEqualTo(Verdict.FAILS);
    assertThat(Samples.judged(claim, alone(held[0])).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(Samples.judged(claim, probes(held)).verdict()).isEqualTo(Verdict.NOT_RUN);
    assertThat(Samples.judged(claim).cause()).contains("plumb check --profile quick");
  }

  private static Evidence alone(Finding... findings) {
    return Samples.evidence("probe.single_server", Map.of(), findings);
  }
}
