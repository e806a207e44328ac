package org.plumbline.chaos.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.chaos.history.EventType;
import org.plumbline.chaos.history.HistoryEvent;
import org.plumbline.chaos.history.HistoryEvent.MessageFacts;
import org.plumbline.chaos.history.Operation;
import org.plumbline.chaos.history.Particulars;
import org.plumbline.protocol.MessageId;

/** A history of more than a million operations with one fault: all checkers end, one finds it. */
class MillionOperationsTest {

  private static final int MESSAGES = 85_000;
  private static final int THREADS = 100;
  private static final long STEP = 1_000_000;
  private static final List<String> DEVICES = List.of("a", "b");
  private static final int LOST = 41_234;

  @Test
  @Timeout(120)
  void shouldFindTheOneFaultAmongAMillionOperations() {
    Iterable<HistoryEvent> history = MillionOperationsTest::history;
    Invariants invariants = Invariants.judge(history, Deadlines.standard(), Set.of());
    Set<String> broken =
        invariants.findings().stream()
            .filter(finding -> finding.outcome() == Outcome.BROKEN)
            .map(finding -> finding.id())
            .collect(Collectors.toSet());
    assertThat(broken)
        .containsExactlyInAnyOrder("no_acknowledged_loss", "no_silent_gap", "history_is_delivered");
    assertThat(invariants.verdict("no_acknowledged_loss").witnesses())
        .singleElement()
        .asString()
        .contains("/m-" + LOST + " ", "missing at");
    assertThat(size(history)).isGreaterThan(1_000_000);
  }

  private static long size(Iterable<HistoryEvent> history) {
    return StreamSupport.stream(history.spliterator(), false).count();
  }

  /** Made anew at each pass, so that it never lies in memory as a whole. */
  private static Iterator<HistoryEvent> history() {
    Stream<HistoryEvent> connects =
        IntStream.range(0, THREADS)
            .boxed()
            .flatMap(thread -> Stream.of("x" + thread, "y" + thread))
            .flatMap(
                user ->
                    DEVICES.stream()
                        .map(
                            device ->
                                event(
                                    0, EventType.OK, Operation.CONNECT, user, device, null, null)));
    Stream<HistoryEvent> messages =
        IntStream.range(0, MESSAGES).boxed().flatMap(MillionOperationsTest::message);
    Stream<HistoryEvent> end =
        IntStream.range(0, THREADS).boxed().flatMap(MillionOperationsTest::end);
    return Stream.concat(connects, Stream.concat(messages, end)).iterator();
  }

  private static MessageFacts facts(int number) {
    int thread = number % THREADS;
    long seq = number / THREADS;
    String id = Long.toString(MessageId.of(MessageId.EPOCH_MILLIS + number + 1, 1, 0).value());
    String name = "x" + thread;
    return new MessageFacts(
        "d:" + name + ":y" + thread, name, "m-" + number, id, seq, "hash", seq - 1);
  }

  private static Stream<HistoryEvent> message(int number) {
    MessageFacts facts = facts(number);
    String sender = facts.sender();
    String other = "y" + number % THREADS;
    long at = 10 * STEP * (number + 1);
    MessageFacts asked =
        new MessageFacts(facts.thread(), sender, facts.tempId(), "", -1, facts.hash());
    Stream<HistoryEvent> sent =
        Stream.of(
            event(at, EventType.INVOKE, Operation.SEND, sender, "a", asked, null),
            event(at + STEP, EventType.OK, Operation.SEND, sender, "a", facts, null));
    Stream<HistoryEvent> shown =
        Stream.of(sender + "/b", other + "/a", other + "/b")
            .filter(device -> number != LOST || !device.endsWith("/b"))
            .flatMap(
                device -> {
                  String user = device.substring(0, device.indexOf('/'));
                  String name = device.substring(device.indexOf('/') + 1);
                  return Stream.of(Operation.RECEIVE, Operation.SHOW)
                      .map(
                          operation ->
                              event(
                                  at + 2 * STEP, EventType.OK, operation, user, name, facts, null));
                });
    MessageFacts place = MessageFacts.ofPlace(facts.thread(), facts.seq());
    Particulars cursor = Particulars.cursor(other, false);
    Stream<HistoryEvent> receipts =
        Stream.of(
            event(at + 3 * STEP, EventType.INVOKE, Operation.CURSOR, other, "a", place, cursor),
            event(at + 4 * STEP, EventType.OK, Operation.RECEIPT, sender, "a", place, cursor),
            event(at + 4 * STEP, EventType.OK, Operation.RECEIPT, sender, "b", place, cursor));
    return Stream.of(sent, shown, receipts).flatMap(each -> each);
  }

  private static Stream<HistoryEvent> end(int thread) {
    long at = 10 * STEP * (MESSAGES + 10_000);
    Stream<HistoryEvent> syncs =
        Stream.of("x" + thread, "y" + thread)
            .flatMap(
                user ->
                    DEVICES.stream()
                        .map(
                            device ->
                                event(
                                    at,
                                    EventType.OK,
                                    Operation.FINAL_SYNC,
                                    user,
                                    device,
                                    null,
                                    null)));
    String reader = "x" + thread;
    Stream<HistoryEvent> read =
        IntStream.range(0, MESSAGES / THREADS)
            .mapToObj(number -> facts(number * THREADS + thread))
            .map(facts -> event(at, EventType.OK, Operation.READ, reader, "a", facts, null));
    MessageFacts whole = MessageFacts.ofThread("d:x" + thread + ":y" + thread);
    HistoryEvent last = event(at, EventType.OK, Operation.FINAL_READ, reader, "a", whole, null);
    return Stream.concat(Stream.concat(syncs, read), Stream.of(last));
  }

  private static HistoryEvent event(
      long nanos,
      EventType type,
      Operation operation,
      String user,
      String device,
      @Nullable MessageFacts facts,
      @Nullable Particulars particulars) {
    return new HistoryEvent(
        -1, nanos, type, 0, user, device, 1, "node-1", operation, facts, 0, -1, "", 1, particulars);
  }
}
