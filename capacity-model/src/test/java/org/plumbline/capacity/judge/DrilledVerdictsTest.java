package org.plumbline.capacity.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Figure;

/** Verdicts on what the drills showed, and broken promises. */
class DrilledVerdictsTest {
  private static final String NO_LOSS = "no_acknowledged_loss";
  private static final String NO_DUPLICATE = "no_visible_duplicate";
  private static final String SAME_ORDER = "same_order_on_all_devices";
  private static final String RECONNECTED = "reconnected";
  private static final String REFUSED = "refused_when_redis_cannot_record";

  private static final Evidence CONTROL =
      Samples.drill(
          "no_fault", Samples.held(NO_LOSS), Samples.held(NO_DUPLICATE), Samples.held(SAME_ORDER));
  private static final Evidence KILL =
      Samples.drill(
          "kill_chat_node",
          Samples.held(NO_LOSS),
          Samples.held(NO_DUPLICATE),
          Samples.held(SAME_ORDER),
          Samples.held(RECONNECTED));
  private static final Evidence REDIS =
      Samples.drill("redis_down_at_connect", Samples.held(REFUSED), Samples.held(NO_LOSS));
  private static final Evidence REPLY_LOST =
      Samples.drill(
          "kafka_reply_lost",
          Samples.held(NO_LOSS),
          Samples.held(NO_DUPLICATE),
          Samples.held(SAME_ORDER));
  private static final Evidence[] ALL = {CONTROL, KILL, REDIS, REPLY_LOST, onReceive(7)};

  @ParameterizedTest
  @CsvSource({
    "S0-54, holds",
    "S0-53, conditional",
    "S0-07, conditional",
    "S1-03, holds",
    "S1-05, holds",
    "S3-03, holds",
    "S1-39, holds",
    "S3-01, conditional",
    "S4-02, conditional",
    "S1-71, holds",
    "S3-36, holds",
    "S4-34, holds",
    "S4-53, conditional",
    "S1-70, conditional",
    "S4-55, conditional",
    "S1-17, fails",
    "S1-34, conditional",
    "S3-19, conditional",
  })
  void shouldDecideOnlyWhatTheDrillsTest(String id, String verdict) {
    JudgedClaim claim = Samples.judged(id, ALL);
    assertThat(claim.verdict().text()).isEqualTo(verdict);
    assertThat(claim.evidence().runs()).isNotEmpty();
    if (claim.verdict() != Verdict.HOLDS) {
      assertThat(claim.cause()).isNotBlank();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"S0-29", "S0-55", "S1-42", "S0-09"})
  void shouldLeaveClaimsOpenWhoseDrillsDidNotRun(String id) {
    assertThat(Samples.judged(id, ALL))
        .satisfies(
            claim -> {
              assertThat(claim.verdict()).isEqualTo(Verdict.NOT_RUN);
              assertThat(claim.cause()).contains("No evidence of").contains("--profile full");
            });
  }

  @Test
  void shouldFailWithTheDrillsOwnWordsWhenAFindingBroke() {
    Evidence lossy = Samples.drill("kill_chat_node", Samples.broken(NO_LOSS));
    JudgedClaim claim = Samples.judged("S4-34", lossy);
    assertThat(claim.verdict()).isEqualTo(Verdict.FAILS);
    assertThat(claim.cause()).isEqualTo("drill.kill_chat_node: Two messages are gone.");
    assertThat(claim.evidence().runs().getFirst().findings().getFirst().witnesses())
        .containsExactly("m-17", "m-18");
  }

  @Test
  void shouldFailOnABrokenFindingAlsoWhenOtherEvidenceIsMissing() {
    Evidence lossy = Samples.drill("kill_chat_node", Samples.broken(NO_LOSS));
    assertThat(Samples.judged("S1-03", lossy).verdict()).isEqualTo(Verdict.FAILS);
    assertThat(Samples.judged("S1-03", KILL).verdict()).isEqualTo(Verdict.NOT_RUN);
    assertThat(Samples.judged("S1-03", KILL).cause()).contains("No evidence of drill.no_fault;");
  }

  @Test
  void shouldBeInconclusiveWhenAFindingIsUnknownOrWasNotMade() {
    Evidence unclear = Samples.drill("kill_chat_node", Samples.unknown(NO_LOSS));
    Evidence silent = Samples.drill("kill_chat_node");
    for (Evidence evidence : List.of(unclear, silent)) {
      JudgedClaim claim = Samples.judged("S4-34", evidence);
      assertThat(claim.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
      assertThat(claim.cause())
          .isEqualTo("Not decided by the drill: drill.kill_chat_node no_acknowledged_loss.");
    }
  }

  @Test
  void shouldCountDroppedSocketsWhereTheDrillDid() {
    Map<String, Figure> all =
        Map.of("sockets_on_killed_node", Figure.count(40), "sockets_dropped", Figure.count(40));
    Map<String, Figure> some =
        Map.of("sockets_on_killed_node", Figure.count(40), "sockets_dropped", Figure.count(39));
    assertThat(Samples.judged("S1-70", Samples.evidence("drill.kill_chat_node", all)))
        .satisfies(
            claim -> {
              assertThat(claim.verdict()).isEqualTo(Verdict.HOLDS);
              assertThat(claim.found()).hasToString("40 of 40 sockets of the killed node dropped");
            });
    assertThat(Samples.judged("S1-70", Samples.evidence("drill.kill_chat_node", some)).verdict())
        .isEqualTo(Verdict.FAILS);
    assertThat(Samples.judged("S4-55", Samples.evidence("drill.kill_chat_node", all)).verdict())
        .isEqualTo(Verdict.CONDITIONAL);
    assertThat(Samples.judged("S1-70", Samples.drill("kill_chat_node")).verdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void shouldSayHowManyMessagesAnEarlyAcknowledgementLost() {
    JudgedClaim alone = Samples.judged("S1-17", onReceive(7));
    assertThat(alone.verdict()).isEqualTo(Verdict.FAILS);
    assertThat(alone.found()).hasToString("7 acknowledged messages lost");
    assertThat(alone.consequence()).doesNotContain("none was lost");
    JudgedClaim besideDefault = Samples.judged("S1-17", onReceive(7), KILL);
    assertThat(besideDefault.consequence()).contains("none was lost in the same drill");
    assertThat(besideDefault.evidence().runs()).hasSize(2);
  }

  @Test
  void shouldNotConcludeFromAKillThatHitNothing() {
    assertThat(Samples.judged("S1-17", onReceive(0)).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(Samples.judged("S1-34", onReceive(0), KILL).verdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
    Evidence without = Samples.drill("kill_chat_node_on_receive");
    assertThat(Samples.judged("S1-17", without).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(Samples.judged("S1-17", without).cause()).contains("acknowledged_lost");
  }

  @Test
  void shouldFailTheBackgroundStoreWhenEvenTheLogLost() {
    Evidence lossy = Samples.drill("kill_chat_node", Samples.broken(NO_LOSS));
    assertThat(Samples.judged("S1-34", onReceive(7), lossy).verdict()).isEqualTo(Verdict.FAILS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"S4-34", "S1-70", "S1-71"})
  void shouldNotConcludeFromADrillWhoseFaultWasNotSeen(String id) {
    Evidence idle =
        Samples.drill(
            "kill_chat_node",
            Samples.held(NO_LOSS),
            Samples.held(RECONNECTED),
            Samples.unknown("fault_was_active"));
    JudgedClaim claim = Samples.judged(id, idle);
    assertThat(claim.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(claim.cause()).isEqualTo("drill.kill_chat_node did not test it: It cannot be told.");
  }

  @Test
  void shouldNotConcludeWhenTheLossySettingWasNotOn() {
    Evidence other =
        Samples.evidence(
            "drill.kill_chat_node_on_receive",
            Map.of("acknowledged_lost", Figure.count(3)),
            Samples.unknown("ran_with_on_receive"));
    assertThat(Samples.judged("S1-17", other).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void shouldNotCountALatencyOrADoubtfulMeasurementAsABrokenPromise() {
    Evidence slow =
        Samples.evidence(
            "load.one_to_one",
            Map.of(),
            Samples.broken("delivery_p99_under_50_ms"),
            Samples.broken("half_load_p50_under_10_ms"),
            Samples.broken("half_load_p999_under_200_ms"),
            Samples.broken("in_order"));
    Evidence doubtful = Samples.drill("kill_chat_node", Samples.broken("fault_was_active"));
    Evidence calibration =
        Samples.evidence("calibration.memory", Map.of(), Samples.broken("anything"));
    assertThat(Samples.JUDGE.brokenPromises(List.of(slow, doubtful, calibration)))
        .extracting(promise -> promise.finding().id())
        .containsExactly("in_order");
  }

  @Test
  void shouldNotTakeForAPromiseInWhichOrderThingsHappenedToCome() {
    Evidence probes =
        Samples.evidence(
            "probe.behaviour",
            Map.of(),
            Samples.broken("sent_before_stored"),
            Samples.broken("received_before_stored"),
            Samples.broken("directory_follows_a_move"));
    assertThat(Samples.JUDGE.brokenPromises(List.of(probes)))
        .extracting(promise -> promise.finding().id())
        .containsExactly("directory_follows_a_move");
  }

  @Test
  void shouldReportBrokenPromisesButNotTheKnownLossyDrillNorTheGenerator() {
    Evidence lossy = Samples.drill("kill_chat_node", Samples.broken(NO_LOSS));
    Evidence saturated =
        Samples.evidence("load.one_to_one", Map.of(), Samples.broken("generator_not_saturated"));
    List<BrokenPromise> broken =
        Samples.JUDGE.brokenPromises(List.of(CONTROL, lossy, saturated, onReceive(7)));
    assertThat(broken)
        .singleElement()
        .satisfies(
            promise -> {
              assertThat(promise.evidence()).isEqualTo("drill.kill_chat_node");
              assertThat(promise.file()).isEqualTo("evidence/drill.kill_chat_node.json");
              assertThat(promise.finding().witnesses()).hasSize(2);
              assertThat(promise.claims()).contains("S1-03", "S1-71", "S4-34");
            });
  }

  @Test
  void shouldReportNoBrokenPromiseWhenAllHeldOrNothingRan() {
    assertThat(Samples.JUDGE.brokenPromises(List.of(ALL))).isEmpty();
    assertThat(Samples.JUDGE.brokenPromises(List.of())).isEmpty();
  }

  private static Evidence onReceive(long lost) {
    return Samples.evidence(
        "drill.kill_chat_node_on_receive",
        Map.of("acknowledged", Figure.count(500), "acknowledged_lost", Figure.count(lost)),
        lost > 0 ? Samples.broken(NO_LOSS) : Samples.held(NO_LOSS));
  }
}
