package org.plumbline.chaos.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.chaos.history.EventType;
import org.plumbline.chaos.history.HistoryEvent.MessageFacts;
import org.plumbline.chaos.history.Operation;

class NoVisibleDuplicateTest {

  @Test
  void shouldHoldAndCountRedeliveries() {
    Plot plot = Plot.sound(4);
    plot.add(EventType.OK, Operation.RECEIVE, "bob/a", 2, "id-2", 2);
    Verdict verdict = NoVisibleDuplicate.check(plot.events);
    assertThat(verdict.outcome()).isEqualTo(Outcome.HELD);
    assertThat(verdict.count("raw_redeliveries")).isEqualTo(1);
  }

  @Test
  void shouldSeeAMessageShownTwice() {
    Plot plot = Plot.sound(4);
    plot.add(EventType.OK, Operation.SHOW, "bob/a", 2, "id-2", 2);
    Verdict verdict = NoVisibleDuplicate.check(plot.events);
    assertThat(verdict.outcome()).isEqualTo(Outcome.BROKEN);
    assertThat(verdict.count("duplicates_visible")).isEqualTo(1);
    assertThat(verdict.witnesses().getFirst()).contains("ada/t-2", "shown again by bob/a");
  }

  @Test
  void shouldSeeAMessageStoredTwiceUnderAnotherId() {
    Plot plot = Plot.sound(4);
    plot.add(EventType.OK, Operation.READ, "ada/a", 2, "id-99", 99);
    Verdict verdict = NoVisibleDuplicate.check(plot.events);
    assertThat(verdict.outcome()).isEqualTo(Outcome.BROKEN);
    assertThat(verdict.count("duplicates_visible")).isEqualTo(1);
    assertThat(verdict.count("ambiguous_names")).isEqualTo(1);
  }

  @Test
  void shouldSeeANameThatStandsForTwoMessages() {
    Plot plot = Plot.sound(4);
    plot.replace(
        plot.find(EventType.OK, Operation.SEND, "ada/a", 1),
        new MessageFacts(Plot.THREAD, "ada", "t-1", "id-77", 1, "hash-1"));
    Verdict verdict = NoVisibleDuplicate.check(plot.events);
    assertThat(verdict.outcome()).isEqualTo(Outcome.BROKEN);
    assertThat(verdict.count("ambiguous_names")).isPositive();
  }

  @Test
  void shouldSeeAContentThatChanged() {
    Plot plot = Plot.sound(4);
    plot.replace(
        plot.find(EventType.OK, Operation.SHOW, "bob/b", 1),
        new MessageFacts(Plot.THREAD, "ada", "t-1", "id-1", 1, "other"));
    Verdict verdict = NoVisibleDuplicate.check(plot.events);
    assertThat(verdict.outcome()).isEqualTo(Outcome.BROKEN);
    assertThat(verdict.count("changed_contents")).isEqualTo(1);
  }

  @Test
  void shouldSayUnknownWhenNothingWasShown() {
    assertThat(NoVisibleDuplicate.check(List.of()).outcome()).isEqualTo(Outcome.UNKNOWN);
    Plot plot = Plot.sound(4);
    plot.events.removeIf(event -> event.operation() == Operation.READ);
    assertThat(NoVisibleDuplicate.check(plot.events).outcome()).isEqualTo(Outcome.UNKNOWN);
  }
}
