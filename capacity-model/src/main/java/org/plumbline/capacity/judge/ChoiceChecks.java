package org.plumbline.capacity.judge;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.plumbline.capacity.claim.Contradiction;
import org.plumbline.capacity.claim.ContradictionTable;

/** A choice between ways that all work: it holds where others choose the same. */
final class ChoiceChecks {
  private ChoiceChecks() {}

  static Map<String, ClaimCheck> byName() {
    return Map.of("document_choice", ChoiceChecks::choice);
  }

  private static Judgement choice(Question question) {
    String id = question.claim().id();
    Contradiction table =
        ContradictionTable.all().stream()
            .filter(one -> one.options().stream().anyMatch(option -> option.claims().contains(id)))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        question.claim().place()
                            + ": "
                            + id
                            + ": judged_by.check: document_choice (expected: a claim that an option"
                            + " of contradictions.yaml names)"));
    List<String> others =
        table.options().stream()
            .filter(option -> !option.claims().contains(id))
            .map(option -> option.name() + " (" + String.join(", ", option.claims()) + ")")
            .toList();
    String own =
        table.options().stream()
            .filter(option -> option.claims().contains(id))
            .map(Contradiction.Option::name)
            .collect(Collectors.joining(", "));
    return Judgement.of(others.isEmpty() ? Verdict.HOLDS : Verdict.CONDITIONAL)
        .claimed(Amount.text(own))
        .because(
            "A choice, not a fact. Others choose: "
                + String.join("; ", others)
                + ". "
                + table.id()
                + " recommends: "
                + table.recommended()
                + ". "
                + table.conditions())
        .by(
            Calculation.of("the options of " + table.id())
                .with("question", table.question(), "contradictions.yaml")
                .gives(table.options().size() + " options"));
  }
}
