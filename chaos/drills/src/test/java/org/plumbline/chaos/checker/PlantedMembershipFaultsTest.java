package org.plumbline.chaos.checker;

import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.plumbline.chaos.checker.Chronicle.DIRECT;
import static org.plumbline.chaos.checker.Chronicle.GROUP;
import static org.plumbline.chaos.checker.Chronicle.by;
import static org.plumbline.chaos.checker.PlantedFaultsTest.facts;
import static org.plumbline.chaos.checker.PlantedFaultsTest.showOf;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.chaos.history.EventType;
import org.plumbline.chaos.history.HistoryEvent;
import org.plumbline.chaos.history.HistoryEvent.MessageFacts;
import org.plumbline.chaos.history.Operation;
import org.plumbline.chaos.history.Particulars;

/** The faults of groups, push, pages, ids, queues and sessions. */
class PlantedMembershipFaultsTest {

  private static final EventType OK = EventType.OK;

  private static Arguments fault(
      String invariant, String count, String witness, Consumer<Chronicle> plant) {
    return arguments(invariant, count, witness, plant);
  }

  static Stream<Arguments> membership() {
    return Stream.of(
        fault(
            "atomic_membership",
            "told_outside",
            "told to dan, no member there [",
            plot -> plot.events.add(Altered.device(showOf(plot, "bob/a", "g-11"), "dan/a"))),
        fault(
            "atomic_membership",
            "told_outside",
            "told to dan, no member there [",
            plot ->
                plot.add(
                    99_000,
                    OK,
                    Operation.PUSH,
                    "dan/a",
                    facts(showOf(plot, "bob/a", "g-11")),
                    Particulars.push(GROUP))),
        fault(
            "atomic_membership",
            "sent_after_removal",
            "who was removed before it was sent [",
            plot -> {
              // The log put it before the removal, and it was sent behind that.
              HistoryEvent sent =
                  plot.first(
                      EventType.INVOKE,
                      Operation.SEND,
                      e -> e.message() != null && facts(e).tempId().equals("g-6"));
              plot.change(sent, e -> Altered.at(e, e.nanos() + 60_000_000_000L));
              plot.events.add(
                  Altered.seq(Altered.device(showOf(plot, "bob/a", "g-6"), "dan/a"), 9));
            }),
        fault(
            "atomic_membership",
            "not_told",
            "not told to bob/b [",
            plot -> plot.remove(showOf(plot, "bob/b", "g-8"))));
  }

  static Stream<Arguments> changes() {
    return Stream.of(
        fault(
            "atomic_membership",
            "said_outside",
            "its sender was no member there [",
            plot -> {
              HistoryEvent show = showOf(plot, "bob/b", "g-8");
              MessageFacts m = facts(show);
              plot.change(
                  show,
                  e ->
                      Altered.message(
                          e,
                          new MessageFacts(
                              GROUP, "eve", "x-1", m.messageId(), m.seq(), "", m.prev())));
            }),
        fault(
            "atomic_membership",
            "told_differently",
            "was told in two ways [",
            plot ->
                plot.change(
                    plot.last(OK, Operation.SHOW, e -> e.particulars() != null),
                    e -> Altered.saying(e, Particulars.removed(List.of("cy"))))),
        fault(
            "atomic_membership",
            "refused_and_seen",
            "was refused, and seen all the same [",
            plot ->
                plot.change(
                    plot.last(OK, Operation.CHANGE, e -> true),
                    e -> Altered.type(e, EventType.FAIL))));
  }

  static Stream<Arguments> push() {
    return Stream.of(
        fault(
            "push_for_the_absent",
            "missing",
            "no push to cy/a, whose user was away [",
            plot -> plot.events.removeIf(e -> e.operation() == Operation.PUSH)),
        fault(
            "push_for_the_absent",
            "to_present",
            "pushed though the device was there and had it [",
            plot -> push(plot, "cy/a", "g-0", GROUP, 90_000)),
        fault(
            "push_for_the_absent",
            "to_sender",
            "pushed to its own sender [",
            plot -> push(plot, "ada/a", "g-0", GROUP, 90_000)),
        fault(
            "push_for_the_absent",
            "to_stranger",
            "pushed to one who may not see it [",
            plot -> push(plot, "dan/a", "g-11", GROUP, 90_000)),
        fault(
            "push_for_the_absent",
            "uncollapsed",
            "pushed twice, to be shown twice [",
            plot -> push(plot, "cy/a", "g-3", "another", 90_000)));
  }

  private static void push(Chronicle plot, String device, String tempId, String collapse, int at) {
    MessageFacts about = facts(showOf(plot, "bob/b", tempId));
    plot.add(
        tempId.equals("g-0") && device.equals("cy/a") ? 8_999 + 5_000 : at,
        OK,
        Operation.PUSH,
        device,
        about,
        Particulars.push(collapse));
    if (tempId.equals("g-0") && device.equals("cy/a")) {
      // So that cy was there until long after the message.
      plot.events.removeIf(
          e -> e.operation() == Operation.DISCONNECT && e.deviceKey().equals("cy/a"));
    }
    plot.inTime();
  }

  static Stream<Arguments> history() {
    return Stream.of(
        fault(
            "history_is_delivered",
            "only_stored",
            "not shown by bob/b [",
            plot -> plot.remove(showOf(plot, "bob/b", "m-4"))),
        fault(
            "history_is_delivered",
            "only_shown",
            "not in the history [",
            plot -> plot.remove(plot.first(OK, Operation.READ, by("ada/a", DIRECT)))),
        fault(
            "history_is_delivered",
            "pages_differ",
            "in pages of 7 [",
            plot -> plot.events.add(plot.events.indexOf(page(plot, 7)), page(plot, 7))),
        fault(
            "history_is_delivered",
            "pages_differ",
            "in pages of 1 [",
            plot -> plot.remove(page(plot, 1))),
        fault(
            "rising_ids",
            "shared_ids",
            "its id stands for d:ada:bob",
            plot -> {
              String taken = facts(showOf(plot, "bob/b", "g-2")).messageId();
              plot.change(showOf(plot, "bob/b", "m-2"), e -> Altered.id(e, taken));
            }),
        fault(
            "rising_ids",
            "fallen_ids",
            "which was there before [",
            plot ->
                plot.change(
                    plot.last(OK, Operation.SEND, by("ada/a", DIRECT)),
                    e -> Altered.id(e, "12583168"))));
  }

  private static HistoryEvent page(Chronicle plot, long size) {
    return plot.first(
        OK,
        Operation.PAGE,
        by("ada/a", DIRECT).and(e -> e.particulars() != null && e.particulars().amount() == size));
  }

  static Stream<Arguments> queuesAndSessions() {
    return Stream.of(
        fault(
            "bounded_queues",
            "over_bound",
            "queue out: 65 in it, and its bound is 64 [",
            plot -> queue(plot, Particulars.queue("out", 65, 64))),
        fault(
            "bounded_queues",
            "unbounded",
            "queue out: has no bound [",
            plot -> queue(plot, Particulars.queue("out", 3, -1))),
        fault(
            "bounded_queues",
            "not_synced_since",
            "closed for slowness, and has not synced since [",
            plot -> {
              Particulars slow = Particulars.closed(1013);
              plot.add(95_000, EventType.INFO, Operation.DISCONNECT, "ada/b", null, slow);
            }),
        fault(
            "newest_session_wins",
            "epochs_shared",
            "two sessions with epoch",
            plot -> plot.change(second(plot), e -> Altered.epoch(e, first(plot).epoch()))),
        fault(
            "newest_session_wins",
            "epochs_fallen",
            "after",
            plot -> plot.change(second(plot), e -> Altered.epoch(e, 0))),
        fault(
            "newest_session_wins",
            "left_open",
            "went on beside a newer one [",
            plot ->
                plot.events.removeIf(
                    e -> e.operation() == Operation.DISCONNECT && e.deviceKey().equals("bob/a"))),
        fault(
            "newest_session_wins",
            "accepted_from_older",
            "accepted in epoch",
            plot -> {
              long old = first(plot).epoch();
              MessageFacts late = new MessageFacts(DIRECT, "bob", "z-1", "", -1, "");
              plot.add(70_000, EventType.INVOKE, Operation.SEND, "bob/a", late, null);
              plot.change(plot.events.getLast(), e -> Altered.epoch(e, old));
              plot.add(70_010, OK, Operation.SEND, "bob/a", late, null);
              plot.change(plot.events.getLast(), e -> Altered.epoch(e, old));
            }));
  }

  private static void queue(Chronicle plot, Particulars queue) {
    plot.add(50_000, OK, Operation.QUEUE, "ada/a", null, queue);
  }

  private static HistoryEvent first(Chronicle plot) {
    return plot.first(OK, Operation.CONNECT, e -> e.deviceKey().equals("bob/a"));
  }

  private static HistoryEvent second(Chronicle plot) {
    return plot.last(OK, Operation.CONNECT, e -> e.deviceKey().equals("bob/a"));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource({"membership", "changes", "push", "history", "queuesAndSessions"})
  void shouldSee(String invariant, String count, String witness, Consumer<Chronicle> plant) {
    PlantedFaultsTest.broken(invariant, count, witness, plant);
  }
}
