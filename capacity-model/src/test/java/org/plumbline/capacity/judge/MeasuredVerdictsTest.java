package org.plumbline.capacity.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.capacity.claim.Claim;
import org.plumbline.capacity.claim.ClaimCatalogue;
import org.plumbline.capacity.claim.Profile;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;

/** Verdicts on what the load measured. */
class MeasuredVerdictsTest {

  @ParameterizedTest
  @CsvSource({
    "20, 18, 22, holds",
    "60, 55, 65, fails",
    "49, 45, 53, inconclusive",
    "51, 50, 53, fails",
    "48, 47, 50, inconclusive"
  })
  void shouldHoldTheTailWithItsIntervalAgainstTheClaim(
      double p99, double low, double high, String verdict) {
    JudgedClaim claim = Samples.judged("S4-15", Samples.load(p99, low, high));
    assertThat(claim.verdict().text()).isEqualTo(verdict);
    assertThat(claim.claimed()).hasToString("50 ms");
    assertThat(Objects.requireNonNull(claim.found()).value()).isEqualTo(p99);
    assertThat(claim.evidence().runs())
        .singleElement()
        .satisfies(
            run -> {
              assertThat(run.id()).isEqualTo("load.one_to_one");
              assertThat(run.file()).isEqualTo("evidence/load.one_to_one.json");
              assertThat(run.figures().get("delivery_p99"))
                  .isEqualTo(Figure.of(p99, "ms", low, high, 5));
            });
  }

  @Test
  void shouldNameTheIntervalWhenTheTailIsTooLong() {
    assertThat(Samples.judged("S4-15", Samples.load(60, 55, 65)).cause())
        .isEqualTo("The 99th percentile is 60 ms (95% interval 55 ms to 65 ms).");
  }

  @Test
  void shouldJudgeAFigureInAnyUnitOfTime() {
    Evidence micros = Samples.load(Map.of("delivery_p99", Figure.of(12_500, "us", 5)));
    assertThat(Samples.judged("S4-15", micros).verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(Samples.judged("S4-15", micros).found()).hasToString("12.5 ms");
    Evidence slow = Samples.load(Map.of("delivery_p99", Figure.of(0.2, "s", 5)));
    assertThat(Samples.judged("S4-15", slow).verdict()).isEqualTo(Verdict.FAILS);
  }

  @Test
  void shouldRefuseAFigureInNoUnitOfTime() {
    Evidence bytes = Samples.load(Map.of("delivery_p99", Figure.of(12, "B", 5)));
    assertThatThrownBy(() -> Samples.judged("S4-15", bytes))
        .hasMessageContaining("12.0 B (expected: a span of time");
  }

  @ParameterizedTest
  @ValueSource(strings = {"S0-06", "S1-04", "S2-04", "S3-02"})
  void shouldMakeALatencyWithoutAFigureConditional(String id) {
    assertThat(Samples.judged(id, Samples.load(20, 18, 22)))
        .satisfies(
            claim -> {
              assertThat(claim.verdict()).isEqualTo(Verdict.CONDITIONAL);
              assertThat(claim.cause()).contains("50 ms is what s4 asks for");
            });
    assertThat(Samples.judged(id, Samples.load(60, 55, 65)).verdict()).isEqualTo(Verdict.FAILS);
  }

  @Test
  void shouldNotTrustALoadWhoseGeneratorWasSaturated() {
    Map<String, Figure> figures = Map.of("delivery_p99", Figure.of(20, "ms", 18, 22, 5));
    Evidence saturated =
        Samples.evidence("load.one_to_one", figures, Samples.broken("generator_not_saturated"));
    Evidence silent = Samples.evidence("load.one_to_one", figures);
    assertThat(Samples.judged("S4-15", saturated).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(Samples.judged("S4-15", saturated).cause()).contains("Two messages are gone");
    assertThat(Samples.judged("S4-15", silent).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }

  @ParameterizedTest
  @CsvSource({
    "4, 8, holds",
    "4, 20, conditional",
    "12, 20, fails",
    "10, 20, fails",
  })
  void shouldTellTheTypicalCaseFromTheTail(double p50, double p99, String verdict) {
    Evidence load =
        Samples.load(
            Map.of(
                "delivery_p50", Figure.of(p50, "ms", 5), "delivery_p99", Figure.of(p99, "ms", 5)));
    assertThat(Samples.judged("S4-49", load).verdict().text()).isEqualTo(verdict);
  }

  @ParameterizedTest
  @ValueSource(strings = {"S0-36", "S1-01", "S2-34", "S2-38", "S4-43"})
  void shouldHoldDeliveryAcrossNodesWhenAllArrived(String id) {
    assertThat(Samples.judged(id, Samples.load(Map.of())))
        .satisfies(
            claim -> {
              assertThat(claim.verdict()).isEqualTo(Verdict.HOLDS);
              assertThat(claim.found())
                  .hasToString("1,500 of 1,500 deliveries arrived, 50% from one node to another");
            });
  }

  @ParameterizedTest
  @CsvSource({"HELD, holds", "BROKEN, fails", "UNKNOWN, inconclusive"})
  void shouldFollowWhatTheLoadFoundOfArrivals(Outcome outcome, String verdict) {
    Evidence load = Samples.evidence("load.one_to_one", arrivals(0.5, 1.25), arrived(outcome));
    for (String id : List.of("S4-43", "S0-49")) {
      JudgedClaim claim = Samples.judged(id, load);
      assertThat(claim.verdict().text()).isEqualTo(verdict);
      if (outcome != Outcome.HELD) {
        assertThat(claim.cause()).isEqualTo("3 of 1,500 are missing.");
      }
    }
  }

  @Test
  void shouldBeInconclusiveWhenNothingCrossedOrNobodyHadASecondDevice() {
    Evidence narrow = Samples.evidence("load.one_to_one", arrivals(0, 1), arrived(Outcome.HELD));
    assertThat(Samples.judged("S4-43", narrow).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(Samples.judged("S0-49", narrow).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    Evidence silent = Samples.evidence("load.one_to_one", arrivals(0.5, 2));
    assertThat(Samples.judged("S2-02", silent).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void shouldMakeTheRouteOfADocumentConditional() {
    JudgedClaim claim = Samples.judged("S2-37", Samples.load(Map.of()));
    assertThat(claim.verdict()).isEqualTo(Verdict.CONDITIONAL);
    assertThat(claim.cause()).contains("route=log");
  }

  @ParameterizedTest
  @CsvSource({
    "S1-18, 990, holds",
    "S1-19, 990, holds",
    "S4-58, 990, holds",
    "S4-11, 990, conditional",
    "S3-12, 990, conditional",
    "S1-19, 0, fails"
  })
  void shouldJudgeReceipts(String id, long receipts, String verdict) {
    Evidence load = Samples.load(Map.of("delivered_receipts", Figure.count(receipts)));
    assertThat(Samples.judged(id, load).verdict().text()).isEqualTo(verdict);
  }

  @Test
  void shouldNotJudgeReceiptsWhenNothingArrived() {
    Evidence load =
        Samples.load(Map.of("delivered_receipts", Figure.count(0), "delivered", Figure.count(0)));
    assertThat(Samples.judged("S1-19", load).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }

  @ParameterizedTest
  @CsvSource({
    "S1-30, 3000, conditional",
    "S4-33, 3000, conditional",
    "S4-33, 60000, fails",
    "S4-21, 400000, fails",
  })
  void shouldCalculateFromTheMemoryOfOneConnectionHowManyAServerHolds(
      String id, double bytes, String verdict) {
    assertThat(Samples.judged(id, memory(bytes)).verdict().text()).isEqualTo(verdict);
  }

  @Test
  void shouldHoldWhenSoManyConnectionsStoodOnOneNode() {
    Evidence stood =
        new Evidence(
            Evidence.SCHEMA,
            "load.idle_connections",
            "load",
            Instant.EPOCH,
            Instant.EPOCH,
            Map.of("connections_per_node", "60000"),
            new TreeMap<>(Map.of("connections", Figure.count(120_000))),
            List.of(Samples.held("all_connections_stood")),
            List.of(),
            List.of());
    assertThat(Samples.judged("S1-30", memory(3_000), stood).verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(Samples.judged("S4-21", memory(3_000), stood).verdict())
        .isEqualTo(Verdict.CONDITIONAL);
  }

  @ParameterizedTest
  @CsvSource({"833, -735, 2400, conditional", "-900, -2400, -1, inconclusive"})
  void shouldJudgeMemoryWhoseIntervalReachesBelowZero(
      double bytes, double low, double high, String verdict) {
    assertThat(Samples.judged("S1-30", memory(bytes, low, high)).verdict().text())
        .isEqualTo(verdict);
  }

  private static Evidence memory(double bytes) {
    return memory(bytes, bytes, bytes);
  }

  private static Evidence memory(double bytes, double low, double high) {
    return Samples.evidence(
        "calibration.memory",
        Map.of("resident_bytes_per_connection", Figure.of(bytes, "B", low, high, 3)));
  }

  @ParameterizedTest
  @CsvSource({
    "S4-15, delivery_p99",
    "S4-43, cross_node_share",
    "S0-49, devices_per_user",
    "S1-19, delivered_receipts",
    "S1-30, resident_bytes_per_connection",
  })
  void shouldBeInconclusiveWhenAFigureIsMissing(String id, String figure) {
    List<String> needed = howEvidence(id);
    Evidence empty = Samples.evidence(needed.getFirst(), Map.of());
    JudgedClaim claim = Samples.judged(id, empty);
    assertThat(claim.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(claim.cause()).contains("no figure " + figure);
  }

  @Test
  void shouldBeNotRunWithTheProfileThatWouldRunItWhenTheEvidenceIsRemoved() {
    List<Claim> needing =
        ClaimCatalogue.load().claims().stream()
            .filter(claim -> claim.profile() != Profile.MODEL)
            .toList();
    assertThat(needing).hasSizeGreaterThan(30);
    for (Claim claim : needing) {
      JudgedClaim judged = Samples.judged(claim.id());
      assertThat(judged.verdict()).as(claim.id()).isEqualTo(Verdict.NOT_RUN);
      assertThat(judged.cause()).contains("--profile " + claim.profile().wireName());
      assertThat(Objects.requireNonNull(judged.evidence().wanted()))
          .isEqualTo(new ClaimEvidence.Wanted(claim.profile().wireName(), howEvidence(claim.id())));
    }
  }

  private static Map<String, Figure> arrivals(double crossNodeShare, double devices) {
    return Map.of(
        "expected_deliveries", Figure.count(1_500),
        "delivered", Figure.count(1_497),
        "cross_node_share", Figure.of(crossNodeShare, "1", 1_500),
        "devices_per_user", Figure.of(devices, "1", 1));
  }

  private static Finding arrived(Outcome outcome) {
    return Finding.of("all_acknowledged_delivered", outcome, "3 of 1,500 are missing.");
  }

  private static List<String> howEvidence(String id) {
    Claim claim = ClaimCatalogue.load().claim(id).orElseThrow();
    return claim.judgedBy().evidence();
  }
}
