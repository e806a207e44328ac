package org.plumbline.capacity.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.capacity.claim.Claim;
import org.plumbline.capacity.claim.ClaimCatalogue;
import org.plumbline.capacity.claim.FigureCondition;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;

/** No verdict stands without its evidence, and none withstands evidence of the opposite. */
class PlantedVerdictsTest {
  private static final ClaimCatalogue CLAIMS = ClaimCatalogue.load();

  private static Stream<String> judgedByFindingsOrFigures() {
    return CLAIMS.claims().stream()
        .filter(
            claim -> List.of("findings", "refuted", "figures").contains(claim.judgedBy().check()))
        .map(Claim::id);
  }

  @ParameterizedTest
  @MethodSource("judgedByFindingsOrFigures")
  void shouldFlipWithTheEvidence(String id) {
    Claim claim = CLAIMS.claim(id).orElseThrow();
    boolean refuted = claim.judgedBy().check().equals("refuted");
    assertThat(Samples.judged(id, planted(claim, Outcome.HELD)).verdict())
        .isIn(refuted ? List.of(Verdict.FAILS) : List.of(Verdict.HOLDS, Verdict.CONDITIONAL));
    assertThat(Samples.judged(id, planted(claim, Outcome.BROKEN)).verdict())
        .isEqualTo(refuted ? Verdict.INCONCLUSIVE : Verdict.FAILS);
    assertThat(Samples.judged(id, planted(claim, Outcome.UNKNOWN)).verdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(Samples.judged(id).verdict()).isEqualTo(Verdict.NOT_RUN);
  }

  @Test
  void shouldReachMostOfTheClaimsByPlanting() {
    assertThat(judgedByFindingsOrFigures()).hasSizeGreaterThan(130);
  }

  private static Evidence[] planted(Claim claim, Outcome outcome) {
    return claim.judgedBy().evidence().stream()
        .map(id -> planted(claim, id, outcome))
        .toArray(Evidence[]::new);
  }

  private static Evidence planted(Claim claim, String id, Outcome outcome) {
    Finding[] findings =
        claim.judgedBy().findings().stream()
            .filter(path -> path.startsWith(id + "/"))
            .map(path -> Finding.of(path.substring(id.length() + 1), outcome, "It was planted."))
            .toArray(Finding[]::new);
    SortedMap<String, Figure> figures = new TreeMap<>();
    for (String text : claim.judgedBy().figures()) {
      FigureCondition condition = FigureCondition.parse(text);
      FigureCondition.Place other = condition.other();
      String unit = other == null ? condition.unit() : "ms";
      double limit = other == null ? condition.limit() : 10;
      if (other != null && other.evidence().equals(id)) {
        figures.put(other.name(), Figure.of(limit, unit, 1));
      }
      if (condition.figure().evidence().equals(id)) {
        figures.put(condition.figure().name(), figure(condition, limit, unit, outcome));
      }
    }
    return Samples.evidence(id, figures, findings);
  }

  private static Figure figure(
      FigureCondition condition, double limit, String unit, Outcome outcome) {
    boolean below = condition.comparison().holds(limit - 1, limit);
    double met = below ? limit - 5 : limit + 5;
    double missed = below ? limit + 5 : limit - 5;
    return switch (outcome) {
      case HELD -> Figure.of(met, unit, met - 1, met + 1, 3);
      case BROKEN -> Figure.of(missed, unit, missed - 1, missed + 1, 3);
      case UNKNOWN -> Figure.of(limit, unit, limit - 1, limit + 1, 3);
    };
  }

  @Test
  void shouldNotTrustFiguresOfAGeneratorThatDidNotKeepUp() {
    Map<String, Figure> quick =
        Map.of("first_page_p99", Figure.of(20, "ms", 1), "older_page_p99", Figure.of(20, "ms", 1));
    String load = "load.history_paging";
    Finding kept = Samples.held("generator_not_saturated");
    Finding behind = Samples.broken("generator_not_saturated");
    assertThat(Samples.judged("S1-63", Samples.evidence(load, quick, kept)).verdict())
        .isEqualTo(Verdict.CONDITIONAL);
    assertThat(Samples.judged("S1-63", Samples.evidence(load, quick, behind)).verdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void shouldNotCompareFiguresOfDifferentUnits() {
    JudgedClaim claim =
        Samples.judged(
            "S1-63",
            Samples.evidence(
                "load.history_paging",
                Map.of(
                    "first_page_p99", Figure.of(20, "s", 1),
                    "older_page_p99", Figure.of(20, "ms", 1))));
    assertThat(claim.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(claim.cause()).contains("in another unit");
  }

  @ParameterizedTest
  @CsvSource({
    "S1-59, conditional, 7.3 PB",
    "S1-66, holds, 48.794 shards",
    "S2-22, fails, 2 partitions",
    "S2-24, fails, 1 row",
    "S3-31, holds, '1,000 shards'",
    "S4-28, fails, 36.788%",
    "S4-30, conditional, 9 statuses",
    "S1-45, fails, 925.926 rows/s",
    "S2-16, conditional, 192.901 changes/s",
    "S1-72, holds, 12.782 shards",
    "S4-50, holds, 2 addresses",
    "S4-56, conditional, '100,000 attempts/s'",
    "S0-61, holds, 102.6 ms",
    "S0-58, holds, 8 B",
    "S0-08, not run, 95.2",
    "S1-69, not run, 500 balancers",
  })
  void shouldCalculateWhatNeedsNoRun(String id, String verdict, String found) {
    JudgedClaim claim = Samples.judged(id);
    assertThat(claim.verdict().text()).isEqualTo(verdict);
    assertThat(Objects.requireNonNull(claim.found()).text()).contains(found);
    assertThat(claim.evidence().calculation()).isNotNull();
  }

  @Test
  void shouldNameTheOtherChoicesOfTheDocuments() {
    JudgedClaim claim = Samples.judged("S2-18");
    assertThat(claim.verdict()).isEqualTo(Verdict.CONDITIONAL);
    assertThat(claim.cause()).contains("one (S4-29)").contains("X-08 recommends: one");
  }

  /** The figures of the findings that are read first, wherever they are calculated. */
  @ParameterizedTest
  @CsvSource({
    "S0-15, 182.865 PB",
    "S1-14, 23.148 MB/s",
    "S2-09, 20 GB",
    "S4-17, '578,703.7 messages/s'",
    "S1-59, '1,825 shards'",
    "S1-62, 125",
    "S4-01, '1,024'",
    "S1-31, 23.148 messages/s",
    "S4-38, 57.6",
    "S1-29, '185,185.2 pushes/s'",
    "S1-29, 18.519",
  })
  void shouldHoldTheFiguresOfTheHeadlines(String id, String figure) {
    JudgedClaim claim = Samples.judged(id);
    assertThat(claim.found() + " " + claim.cause() + " " + claim.consequence()).contains(figure);
  }
}
