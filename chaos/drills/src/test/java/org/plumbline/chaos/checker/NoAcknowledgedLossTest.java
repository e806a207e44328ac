package org.plumbline.chaos.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.chaos.history.EventType;
import org.plumbline.chaos.history.Operation;

class NoAcknowledgedLossTest {

  @Test
  void shouldHoldWhenEverythingArrivedEverywhere() {
    Verdict verdict = NoAcknowledgedLoss.check(Plot.sound(5).events);
    assertThat(verdict.outcome()).isEqualTo(Outcome.HELD);
    assertThat(verdict.count("sent")).isEqualTo(5);
    assertThat(verdict.count("acknowledged")).isEqualTo(5);
  }

  @Test
  void shouldSeeAnAcknowledgedMessageThatIsNotInTheHistory() {
    Plot plot = Plot.sound(5);
    plot.remove(EventType.OK, Operation.READ, "ada/a", 3);
    Verdict verdict = NoAcknowledgedLoss.check(plot.events);
    assertThat(verdict.outcome()).isEqualTo(Outcome.BROKEN);
    assertThat(verdict.count("acknowledged_lost")).isEqualTo(1);
    assertThat(verdict.witnesses().getFirst())
        .contains("ada/t-3", "id-3", "acknowledged by ada/a", "missing in the history");
  }

  @Test
  void shouldSeeAMessageThatOneDeviceNeverShowed() {
    Plot plot = Plot.sound(5);
    plot.remove(EventType.OK, Operation.SHOW, "bob/b", 2);
    Verdict verdict = NoAcknowledgedLoss.check(plot.events);
    assertThat(verdict.outcome()).isEqualTo(Outcome.BROKEN);
    assertThat(verdict.witnesses().getFirst()).contains("ada/t-2", "missing at bob/b");
  }

  @Test
  void shouldTakeTheSendersMessageForShownWhenItsDeviceHasTheAcknowledgement() {
    Plot plot = Plot.sound(5);
    plot.remove(EventType.OK, Operation.SHOW, "ada/a", 2);
    assertThat(NoAcknowledgedLoss.check(plot.events).outcome()).isEqualTo(Outcome.HELD);
  }

  @Test
  void shouldSeeAMessageThatOnlySomebodySaw() {
    Plot plot = Plot.sound(5);
    plot.remove(EventType.OK, Operation.SEND, "ada/a", 4);
    plot.remove(EventType.OK, Operation.READ, "ada/a", 4);
    Verdict verdict = NoAcknowledgedLoss.check(plot.events);
    assertThat(verdict.outcome()).isEqualTo(Outcome.BROKEN);
    assertThat(verdict.count("acknowledged_lost")).isZero();
    assertThat(verdict.count("seen_lost")).isEqualTo(1);
  }

  @Test
  void shouldSeeAMessageThatNobodySent() {
    Plot plot = Plot.sound(3);
    plot.remove(EventType.INVOKE, Operation.SEND, "ada/a", 1);
    Verdict verdict = NoAcknowledgedLoss.check(plot.events);
    assertThat(verdict.outcome()).isEqualTo(Outcome.BROKEN);
    assertThat(verdict.count("unexpected")).isEqualTo(1);
  }

  @Test
  void shouldSeeAMessageThatWasRefusedAndCameAllTheSame() {
    Plot plot = Plot.sound(3);
    int index = plot.find(EventType.OK, Operation.SEND, "ada/a", 1);
    plot.events.set(
        index,
        Plot.of(
            EventType.FAIL,
            Operation.SEND,
            "ada/a",
            java.util.Objects.requireNonNull(plot.events.get(index).message())));
    Verdict verdict = NoAcknowledgedLoss.check(plot.events);
    assertThat(verdict.outcome()).isEqualTo(Outcome.BROKEN);
    assertThat(verdict.count("aborted")).isEqualTo(1);
  }

  @Test
  void shouldAllowAnUnknownOutcomeToBeEither() {
    Plot plot = Plot.sound(3);
    plot.send(7);
    plot.add(EventType.INFO, Operation.SEND, "ada/a", 7, "", -1);
    plot.remove(EventType.OK, Operation.SEND, "ada/a", 1);
    plot.add(EventType.INFO, Operation.SEND, "ada/a", 1, "", -1);
    Verdict verdict = NoAcknowledgedLoss.check(plot.events);
    assertThat(verdict.outcome()).isEqualTo(Outcome.HELD);
    assertThat(verdict.count("unknown_outcome")).isEqualTo(2);
    assertThat(verdict.count("recovered")).isEqualTo(1);
  }

  @Test
  void shouldNotJudgeADeviceWithoutAFinalSync() {
    Plot plot = Plot.sound(3);
    plot.remove(EventType.OK, Operation.SHOW, "bob/b", 2);
    plot.events.removeIf(
        event -> event.operation() == Operation.FINAL_SYNC && event.deviceKey().equals("bob/b"));
    plot.finalSync(EventType.INFO, "bob/b");
    assertThat(NoAcknowledgedLoss.check(plot.events).outcome()).isEqualTo(Outcome.UNKNOWN);
  }

  @Test
  void shouldSayUnknownWhenNothingWasAcknowledgedOrRead() {
    assertThat(NoAcknowledgedLoss.check(List.of()).outcome()).isEqualTo(Outcome.UNKNOWN);
    Plot unread = Plot.sound(3);
    unread.events.removeIf(event -> event.operation() == Operation.FINAL_READ);
    assertThat(NoAcknowledgedLoss.check(unread.events).outcome()).isEqualTo(Outcome.UNKNOWN);
    Plot silent = Plot.sound(3);
    silent.events.removeIf(
        event -> event.operation() == Operation.SEND && event.type() == EventType.OK);
    assertThat(NoAcknowledgedLoss.check(silent.events).outcome()).isEqualTo(Outcome.UNKNOWN);
  }

  @Test
  void shouldNameABoundedNumberOfWitnesses() {
    Plot plot = Plot.sound(50);
    plot.events.removeIf(event -> event.operation() == Operation.READ);
    Verdict verdict = NoAcknowledgedLoss.check(plot.events);
    assertThat(verdict.count("acknowledged_lost")).isEqualTo(50);
    assertThat(verdict.witnesses()).hasSize(21).last().isEqualTo("and 30 more");
  }
}
