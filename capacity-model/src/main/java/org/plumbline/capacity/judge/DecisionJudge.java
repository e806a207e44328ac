package org.plumbline.capacity.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.plumbline.capacity.claim.Contradiction;
import org.plumbline.capacity.claim.ContradictionTable;
import org.plumbline.capacity.claim.FigureCondition;
import org.plumbline.capacity.evidence.Evidence;

/**
 * Fills the table of contradictions with verdicts and figures; nothing of it is written by hand.
 */
public final class DecisionJudge {
  private final Map<String, JudgedClaim> claims;
  private final Map<String, Evidence> run;

  private DecisionJudge(Map<String, JudgedClaim> claims, Map<String, Evidence> run) {
    this.claims = claims;
    this.run = run;
  }

  /**
   * The whole table.
   *
   * @param claims all claims as they were judged
   * @param evidence what they were judged by
   */
  public static List<Decision> decide(List<JudgedClaim> claims, List<Evidence> evidence) {
    DecisionJudge judge =
        new DecisionJudge(
            claims.stream().collect(Collectors.toMap(JudgedClaim::id, Function.identity())),
            evidence.stream().collect(Collectors.toMap(Evidence::id, Function.identity())));
    return ContradictionTable.all().stream().map(judge::decide).toList();
  }

  private Decision decide(Contradiction contradiction) {
    List<Ground> grounds = new ArrayList<>();
    contradiction.restsOn().forEach((claim, expected) -> grounds.add(verdict(claim, expected)));
    contradiction.figuresMustBe().forEach(condition -> grounds.add(figure(condition)));
    return new Decision(
        contradiction.id(),
        contradiction.question(),
        contradiction.options().stream().map(this::option).toList(),
        contradiction.figures().stream().map(this::measured).toList(),
        contradiction.recommended(),
        contradiction.conditions(),
        support(grounds),
        grounds.stream().map(Ground::text).toList());
  }

  private record Ground(Decision.Support support, String text) {}

  private static Decision.Support support(List<Ground> grounds) {
    for (Decision.Support worse : List.of(Decision.Support.CONTRADICTED, Decision.Support.OPEN)) {
      if (grounds.stream().anyMatch(ground -> ground.support() == worse)) {
        return worse;
      }
    }
    return Decision.Support.SUPPORTED;
  }

  private Ground verdict(String id, List<String> expected) {
    JudgedClaim claim = claims.get(id);
    if (claim == null) {
      return new Ground(Decision.Support.OPEN, id + " not judged");
    }
    String text =
        claim.id()
            + " "
            + claim.verdict().text()
            + " (needed: "
            + String.join(" or ", expected)
            + ")";
    if (expected.contains(claim.verdict().text())) {
      return new Ground(Decision.Support.SUPPORTED, text);
    }
    boolean open = claim.verdict() == Verdict.NOT_RUN || claim.verdict() == Verdict.INCONCLUSIVE;
    return new Ground(open ? Decision.Support.OPEN : Decision.Support.CONTRADICTED, text);
  }

  private Ground figure(FigureCondition condition) {
    FigureChecks.Seen seen = FigureChecks.seen(run, condition);
    Decision.Support support =
        switch (seen.outcome()) {
          case HELD -> Decision.Support.SUPPORTED;
          case BROKEN -> Decision.Support.CONTRADICTED;
          case UNKNOWN -> Decision.Support.OPEN;
        };
    return new Ground(support, condition.figure().evidence() + ": " + seen.text());
  }

  private Decision.Option option(Contradiction.Option option) {
    List<Decision.Grounds> grounds =
        option.claims().stream()
            .map(claims::get)
            .filter(Objects::nonNull)
            .map(
                claim ->
                    new Decision.Grounds(
                        claim.id(), claim.verdict(), text(claim.claimed()), text(claim.found())))
            .toList();
    return new Decision.Option(option.name(), grounds);
  }

  private Decision.Measured measured(FigureCondition.Place place) {
    return new Decision.Measured(
        place.toString(), FigureChecks.figure(run, place).map(FigureChecks::shown).orElse(null));
  }

  private static @Nullable String text(@Nullable Amount amount) {
    return amount == null ? null : amount.text();
  }
}
