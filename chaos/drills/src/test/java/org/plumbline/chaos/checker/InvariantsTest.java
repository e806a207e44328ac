package org.plumbline.chaos.checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.chaos.history.HistoryEvent;

class InvariantsTest {

  private static Invariants judged(List<HistoryEvent> history) {
    return Invariants.judge(history, Deadlines.standard(), Set.of());
  }

  @ParameterizedTest
  @MethodSource("org.plumbline.chaos.checker.Invariants#ids")
  void shouldHoldInASoundHistoryThatExercisesAll(String id) {
    Verdict verdict = judged(Chronicle.sound(12).events).verdict(id);
    assertThat(verdict.witnesses()).isEmpty();
    assertThat(verdict.exercised()).as(verdict.summary()).isTrue();
    assertThat(verdict.outcome()).as(verdict.summary()).isEqualTo(Outcome.HELD);
  }

  @ParameterizedTest
  @MethodSource("org.plumbline.chaos.checker.Invariants#ids")
  void shouldSayUnknownAndWhyOfAnEmptyHistory(String id) {
    Verdict verdict = judged(List.of()).verdict(id);
    assertThat(verdict.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(verdict.summary()).isNotBlank().endsWith(".");
  }

  @Test
  void shouldNameWhatWasNotExercisedAndKeepItOutOfTheFindings() {
    Invariants invariants = judged(Plot.sound(3).events);
    assertThat(invariants.findings())
        .extracting(Finding::id)
        .contains("no_acknowledged_loss", "no_silent_gap")
        .doesNotContain("push_for_the_absent", "atomic_membership");
    assertThat(invariants.notExercised())
        .contains("I8 atomic_membership (There was no group)", "I9 push_for_the_absent");
  }

  @Test
  void shouldMakeAnUnknownFindingOfWhatIsDemandedAndNotExercised() {
    Invariants invariants =
        Invariants.judge(Plot.sound(3).events, Deadlines.standard(), Set.of("push_for_the_absent"));
    assertThat(invariants.findings())
        .filteredOn(finding -> finding.id().equals("push_for_the_absent"))
        .extracting(Finding::outcome)
        .containsExactly(Outcome.UNKNOWN);
    assertThat(invariants.notExercised()).doesNotContain("push_for_the_absent");
  }

  @Test
  void shouldRefuseToDemandWhatThereIsNot() {
    assertThatThrownBy(() -> Invariants.judge(List.of(), Deadlines.standard(), Set.of("no_loss")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("demanded: [no_loss] (expected: of [no_acknowledged_loss,");
  }
}
