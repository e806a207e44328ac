package org.plumbline.chaos.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.chaos.checker.NoAcknowledgedLoss;
import org.plumbline.chaos.checker.NoVisibleDuplicate;
import org.plumbline.chaos.checker.SameOrder;
import org.plumbline.chaos.checker.Timings;
import org.plumbline.chaos.checker.Verdict;
import org.plumbline.chaos.history.HistoryEvent;
import org.plumbline.chaos.history.HistoryReader;
import org.plumbline.chaos.history.HistoryWriter;
import org.plumbline.client.ClientRuntime;

/** The whole way from a device to a verdict, against a messenger in memory. */
class WorkloadTest {

  @TempDir private Path folder;

  private interface Incident {
    void happen(FakeMessenger messenger, Fleet fleet);
  }

  private List<HistoryEvent> run(Incident incident) throws Exception {
    Path file = folder.resolve("history.jsonl");
    try (FakeMessenger messenger = new FakeMessenger();
        HistoryWriter history = new HistoryWriter(file);
        ClientRuntime runtime = ClientRuntime.create(System::nanoTime, 5);
        Fleet fleet =
            Fleet.enlist(
                new WorkloadPlan(messenger.addresses(), "t-", 4, 100, Duration.ofSeconds(10), 5),
                runtime,
                history,
                Duration.ofSeconds(10))) {
      try (OpenLoop loop = OpenLoop.of(fleet, new Random(5))) {
        loop.start();
        await(() -> fleet.tally().acknowledgements(0, Long.MAX_VALUE) >= 20);
        incident.happen(messenger, fleet);
      }
      assertThat(QuietEnd.reach(fleet)).isTrue();
    }
    return HistoryReader.readAll(file);
  }

  private static void awaitMore(Fleet fleet, int acknowledgements) {
    long wanted = fleet.tally().acknowledgements(0, Long.MAX_VALUE) + acknowledgements;
    await(() -> fleet.tally().acknowledgements(0, Long.MAX_VALUE) >= wanted);
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(15).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Test
  void shouldHoldWhenSocketsBreakAndNothingElse() throws Exception {
    List<HistoryEvent> history =
        run(
            (messenger, fleet) -> {
              messenger.cutAll();
              await(() -> fleet.tally().disconnects(0, Long.MAX_VALUE) == 8);
              await(() -> fleet.connected() == 8);
              awaitMore(fleet, 20);
            });
    Verdict loss = NoAcknowledgedLoss.check(history);
    assertThat(loss.outcome()).as(loss.toString()).isEqualTo(Outcome.HELD);
    assertThat(loss.count("acknowledged")).isGreaterThanOrEqualTo(40);
    assertThat(NoVisibleDuplicate.check(history).outcome()).isEqualTo(Outcome.HELD);
    assertThat(SameOrder.check(history).outcome()).isEqualTo(Outcome.HELD);
    Timings timings = Timings.of(history);
    assertThat(timings.disconnected(0, Long.MAX_VALUE)).isEqualTo(8);
    assertThat(timings.reconnectSeconds(0.99, 0, Long.MAX_VALUE)).isPresent();
  }

  @Test
  void shouldFindTheMessageThatWasAcknowledgedAndForgotten() throws Exception {
    List<HistoryEvent> history =
        run(
            (messenger, fleet) -> {
              messenger.forgets = send -> send.tempId().value().endsWith("7");
              awaitMore(fleet, 30);
            });
    Verdict loss = NoAcknowledgedLoss.check(history);
    assertThat(loss.outcome()).isEqualTo(Outcome.BROKEN);
    assertThat(loss.count("acknowledged_lost")).isPositive();
    assertThat(loss.witnesses()).allMatch(each -> each.contains("7 (id"));
  }

  @Test
  void shouldFindTheRepeatThatBecameASecondMessage() throws Exception {
    List<HistoryEvent> history =
        run(
            (messenger, fleet) -> {
              messenger.takesRepeatsForNew = true;
              messenger.keepsSilent =
                  send -> send.attempt() == 1 && send.tempId().value().endsWith("3");
              await(() -> fleet.tally().repeated() >= 2);
            });
    Verdict duplicates = NoVisibleDuplicate.check(history);
    assertThat(duplicates.outcome()).isEqualTo(Outcome.BROKEN);
    assertThat(duplicates.count("duplicates_visible")).isPositive();
  }

  @Test
  void shouldNotShowARepeatTwiceWhenTheAnswerWasLost() throws Exception {
    List<HistoryEvent> history =
        run(
            (messenger, fleet) -> {
              messenger.keepsSilent = send -> send.attempt() == 1;
              await(() -> fleet.tally().repeated() >= 2);
              messenger.keepsSilent = _ -> false;
            });
    assertThat(NoAcknowledgedLoss.check(history).outcome()).isEqualTo(Outcome.HELD);
    assertThat(NoVisibleDuplicate.check(history).outcome()).isEqualTo(Outcome.HELD);
  }

  @Test
  void shouldNameTheFieldWhenThePlanIsIllFormed() throws Exception {
    try (FakeMessenger messenger = new FakeMessenger()) {
      assertThatThrownBy(
              () ->
                  new WorkloadPlan(messenger.addresses(), "t-", 3, 100, Duration.ofSeconds(10), 5))
          .hasMessage("users: 3 (expected: even, >= 2)");
    }
  }
}
