package org.plumbline.capacity.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.plumbline.capacity.claim.FigureCondition;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.capacity.quantity.Numbers;

/**
 * Claims that hold when measured figures are as the claim's data say. A figure counts with its 95%
 * interval: only an interval that lies wholly on one side decides.
 */
final class FigureChecks {
  private static final String GENERATOR = "generator_not_saturated";

  private FigureChecks() {}

  static Map<String, ClaimCheck> byName() {
    return Map.of("figures", FigureChecks::figures);
  }

  /** What a condition showed, and the words for it. */
  record Seen(Outcome outcome, String text) {}

  private record Range(double low, double high) {
    static Range of(Figure figure) {
      return new Range(
          Objects.requireNonNullElse(figure.low(), figure.value()),
          Objects.requireNonNullElse(figure.high(), figure.value()));
    }
  }

  private static Judgement figures(Question question) {
    if (!question.missing().isEmpty()) {
      return question.notRun();
    }
    List<FigureCondition> conditions =
        question.how().figures().stream().map(FigureCondition::parse).toList();
    List<Seen> seen = conditions.stream().map(one -> seen(question.run(), one)).toList();
    Judgement judgement =
        (question.how().findings().isEmpty()
                ? Judgement.of(Verdict.HOLDS)
                : DrillChecks.findings(question))
            .found(Amount.text(seen.stream().map(Seen::text).collect(Collectors.joining("; "))))
            .by(references(question, conditions));
    if (judgement.verdict() != Verdict.HOLDS) {
      return judgement;
    }
    Optional<String> saturated = saturated(question);
    if (saturated.isPresent()) {
      return judgement.as(Verdict.INCONCLUSIVE).because(saturated.get());
    }
    for (Outcome worse : List.of(Outcome.BROKEN, Outcome.UNKNOWN)) {
      String texts =
          seen.stream()
              .filter(one -> one.outcome() == worse)
              .map(Seen::text)
              .collect(Collectors.joining("; "));
      if (!texts.isEmpty()) {
        return worse == Outcome.BROKEN
            ? judgement.as(Verdict.FAILS).because("Measured otherwise: " + texts + ".")
            : judgement.as(Verdict.INCONCLUSIVE).because("Not clear: " + texts + ".");
      }
    }
    return judgement;
  }

  static Seen seen(Map<String, Evidence> run, FigureCondition condition) {
    Optional<Figure> left = figure(run, condition.figure());
    FigureCondition.Place place = condition.other();
    Optional<Figure> right =
        place == null
            ? Optional.of(Figure.of(condition.limit(), condition.unit(), 0))
            : figure(run, place);
    if (left.isEmpty() || right.isEmpty()) {
      return new Seen(
          Outcome.UNKNOWN, "no figure " + (left.isEmpty() ? condition.figure() : place));
    }
    String text =
        condition.figure().name()
            + " "
            + shown(left.get())
            + " (held against: "
            + condition.comparison().sign()
            + " "
            + (place == null ? "" : place.name() + " ")
            + shown(right.get())
            + ")";
    return left.get().unit().equals(right.get().unit())
        ? new Seen(compare(left.get(), condition.comparison(), right.get()), text)
        : new Seen(Outcome.UNKNOWN, text + " in another unit");
  }

  private static Outcome compare(Figure left, FigureCondition.Comparison comparison, Figure right) {
    Range a = Range.of(left);
    Range b = Range.of(right);
    boolean smaller =
        comparison == FigureCondition.Comparison.LESS
            || comparison == FigureCondition.Comparison.AT_MOST;
    boolean atWorst =
        smaller ? comparison.holds(a.high(), b.low()) : comparison.holds(a.low(), b.high());
    boolean atBest =
        smaller ? comparison.holds(a.low(), b.high()) : comparison.holds(a.high(), b.low());
    if (atWorst) {
      return Outcome.HELD;
    }
    return atBest ? Outcome.UNKNOWN : Outcome.BROKEN;
  }

  private static Optional<String> saturated(Question question) {
    return question.how().evidence().stream()
        .flatMap(id -> question.evidence(id).stream())
        .filter(one -> one.finding(GENERATOR).isPresent() && !one.held(GENERATOR))
        .map(one -> one.id() + ": the load generator may have been the bottleneck.")
        .findFirst();
  }

  static Optional<Figure> figure(Map<String, Evidence> run, FigureCondition.Place place) {
    return Optional.ofNullable(run.get(place.evidence()))
        .flatMap(evidence -> evidence.figure(place.name()));
  }

  private static List<RunReference> references(
      Question question, List<FigureCondition> conditions) {
    Map<String, List<String>> names = new TreeMap<>();
    for (FigureCondition condition : conditions) {
      Stream.of(Optional.of(condition.figure()), Optional.ofNullable(condition.other()))
          .flatMap(Optional::stream)
          .forEach(
              place ->
                  names
                      .computeIfAbsent(place.evidence(), _ -> new ArrayList<>())
                      .add(place.name()));
    }
    List<RunReference> references = new ArrayList<>();
    names.forEach(
        (id, figures) -> references.add(reference(question.evidence(id).orElse(null), figures)));
    return references;
  }

  private static RunReference reference(@Nullable Evidence evidence, List<String> figures) {
    return Question.reference(
        Objects.requireNonNull(evidence, "asked for only when nothing is missing"),
        figures.stream().distinct().toList(),
        List.of(GENERATOR));
  }

  static String shown(Figure figure) {
    String unit = figure.unit().equals("1") ? "" : " " + figure.unit();
    Double low = figure.low();
    Double high = figure.high();
    return Numbers.text(figure.value())
        + unit
        + (low == null || high == null
            ? ""
            : " [" + Numbers.text(low) + " to " + Numbers.text(high) + "]");
  }
}
