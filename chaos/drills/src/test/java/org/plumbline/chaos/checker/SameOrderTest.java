package org.plumbline.chaos.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.chaos.history.EventType;
import org.plumbline.chaos.history.HistoryEvent.MessageFacts;
import org.plumbline.chaos.history.Operation;

class SameOrderTest {

  @Test
  void shouldHoldWhenAllDevicesShowOneOrder() {
    assertThat(SameOrder.check(Plot.sound(6).events).outcome()).isEqualTo(Outcome.HELD);
  }

  @Test
  void shouldSeeTwoMessagesSwappedOnOneDevice() {
    Plot plot = Plot.sound(6);
    Collections.swap(
        plot.events,
        plot.find(EventType.OK, Operation.SHOW, "bob/b", 2),
        plot.find(EventType.OK, Operation.SHOW, "bob/b", 3));
    Verdict verdict = SameOrder.check(plot.events);
    assertThat(verdict.outcome()).isEqualTo(Outcome.BROKEN);
    assertThat(verdict.count("falling")).isEqualTo(1);
    assertThat(verdict.witnesses().getFirst()).contains("ada/t-2", "shown by bob/b after seq 3");
  }

  @Test
  void shouldSeeAPlaceWithTwoMessages() {
    Plot plot = Plot.sound(6);
    plot.replace(
        plot.find(EventType.OK, Operation.SEND, "ada/a", 4),
        new MessageFacts(Plot.THREAD, "ada", "t-4", "id-4", 3, "hash-4"));
    Verdict verdict = SameOrder.check(plot.events);
    assertThat(verdict.outcome()).isEqualTo(Outcome.BROKEN);
    assertThat(verdict.count("places_taken_twice")).isPositive();
    assertThat(verdict.count("messages_in_two_places")).isPositive();
  }

  @Test
  void shouldPassOverAcknowledgementsWithoutAPlace() {
    Plot plot = Plot.sound(6);
    for (int i = 0; i < 6; i++) {
      plot.replace(
          plot.find(EventType.OK, Operation.SEND, "ada/a", i),
          new MessageFacts(Plot.THREAD, "ada", "t-" + i, "id-" + i, -1, "hash-" + i));
    }
    assertThat(SameOrder.check(plot.events).outcome()).isEqualTo(Outcome.HELD);
  }

  @Test
  void shouldSayUnknownWhenNothingWasShown() {
    assertThat(SameOrder.check(List.of()).outcome()).isEqualTo(Outcome.UNKNOWN);
  }
}
