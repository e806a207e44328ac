package org.plumbline.chaos.checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.plumbline.chaos.checker.Chronicle.DIRECT;
import static org.plumbline.chaos.checker.Chronicle.GROUP;
import static org.plumbline.chaos.checker.Chronicle.by;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.chaos.history.EventType;
import org.plumbline.chaos.history.HistoryEvent;
import org.plumbline.chaos.history.HistoryEvent.MessageFacts;
import org.plumbline.chaos.history.Operation;
import org.plumbline.chaos.history.Particulars;

/** Into a sound history one fault of each kind that a checker claims to see. */
class PlantedFaultsTest {

  private static final EventType OK = EventType.OK;

  private static Arguments fault(
      String invariant, String count, String witness, Consumer<Chronicle> plant) {
    return arguments(invariant, count, witness, plant);
  }

  static Stream<Arguments> lossAndContent() {
    return Stream.of(
        fault(
            "no_acknowledged_loss",
            "acknowledged_lost",
            "ada/g-3 (id",
            plot -> plot.remove(showOf(plot, "cy/a", "g-3"))),
        fault(
            "no_visible_duplicate",
            "duplicates_visible",
            "shown again by bob/b [",
            plot -> plot.events.add(showOf(plot, "bob/b", "m-2"))),
        fault(
            "no_visible_duplicate",
            "changed_contents",
            "its content changed, at bob/b [",
            plot -> plot.change(showOf(plot, "bob/b", "m-2"), e -> Altered.hash(e, "torn"))),
        fault(
            "same_order_on_all_devices",
            "falling",
            "shown by ada/b after seq",
            plot -> swap(plot, showOf(plot, "ada/b", "m-2"), showOf(plot, "ada/b", "m-4"))));
  }

  static Stream<Arguments> order() {
    return Stream.of(
        fault(
            "real_time_order",
            "reversed_for_a_sender",
            "which was sent only after its acknowledgement",
            plot -> {
              String other = "m-4";
              long late = facts(showOf(plot, "bob/a", other)).seq();
              long early = facts(showOf(plot, "bob/a", "m-2")).seq();
              place(plot, "m-2", late);
              place(plot, other, early);
            }),
        fault(
            "no_silent_gap",
            "gaps_external",
            "shown without seq",
            plot -> plot.remove(showOf(plot, "bob/b", "m-4"))),
        fault(
            "no_silent_gap",
            "gaps_internal",
            "shown without seq",
            plot -> {
              HistoryEvent first = showOf(plot, "bob/b", "m-2");
              HistoryEvent third = showOf(plot, "bob/b", "m-4");
              plot.remove(showOf(plot, "bob/b", "m-3"));
              plot.change(third, e -> Altered.at(e, first.nanos()));
            }),
        fault(
            "no_silent_gap",
            "ends_missing",
            "last of the history, and not shown by ada/b",
            plot -> plot.remove(plot.last(OK, Operation.SHOW, by("ada/b", DIRECT)))),
        fault(
            "reads_own_writes",
            "own_unseen",
            "acknowledged before at seq",
            plot -> plot.change(plot.last(OK, Operation.LOOK, by("ada/a", DIRECT)), below(2))),
        fault(
            "reads_own_writes",
            "went_back",
            "seen before at seq",
            plot -> {
              HistoryEvent look = plot.last(OK, Operation.LOOK, by("ada/a", DIRECT));
              plot.add(99_000, EventType.INVOKE, Operation.LOOK, "ada/b", facts(look), null);
              plot.add(99_001, OK, Operation.LOOK, "ada/b", facts(look), null);
              plot.add(99_002, EventType.INVOKE, Operation.LOOK, "ada/b", facts(look), null);
              MessageFacts less = MessageFacts.ofPlace(DIRECT, facts(look).seq() - 2);
              plot.add(99_003, OK, Operation.LOOK, "ada/b", less, null);
            }));
  }

  static Stream<Arguments> receiptsAndPresence() {
    return Stream.of(
        fault(
            "honest_receipts",
            "fell",
            "delivered by ada came behind seq",
            plot -> plot.change(plot.last(OK, Operation.RECEIPT, by("bob/a", DIRECT)), below(8))),
        fault(
            "honest_receipts",
            "before_receipt",
            "though no device of that user had it",
            plot -> plot.change(plot.last(OK, Operation.RECEIPT, by("bob/a", DIRECT)), below(-2))),
        fault(
            "honest_receipts",
            "never_told",
            "though no device of that user had said so",
            plot -> {
              HistoryEvent receipt = plot.last(OK, Operation.RECEIPT, by("bob/a", DIRECT));
              plot.change(receipt, e -> Altered.saying(e, Particulars.cursor("ada", true)));
            }),
        fault(
            "honest_receipts",
            "late",
            "was not seen in time at bob/b",
            plot -> {
              long last = facts(plot.last(OK, Operation.RECEIPT, by("bob/b", DIRECT))).seq();
              plot.all(OK, Operation.RECEIPT, by("bob/b", DIRECT).and(e -> facts(e).seq() == last))
                  .forEach(plot::remove);
            }),
        fault(
            "presence_converges",
            "wrong_views",
            "bob: offline for",
            plot -> plot.remove(presence(plot, false))),
        fault(
            "presence_converges",
            "wrong_views",
            "showed him offline at the deadline",
            plot -> plot.remove(plot.last(OK, Operation.PRESENCE, e -> true))),
        fault(
            "presence_converges",
            "flaps",
            "ada/b showed him offline meanwhile",
            plot -> {
              Particulars gone = Particulars.presence("bob", false);
              plot.add(60_000, OK, Operation.PRESENCE, "ada/b", null, gone);
              Particulars back = Particulars.presence("bob", true);
              plot.add(60_500, OK, Operation.PRESENCE, "ada/b", null, back);
            }));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource({"lossAndContent", "order", "receiptsAndPresence"})
  void shouldSee(String invariant, String count, String witness, Consumer<Chronicle> plant) {
    broken(invariant, count, witness, plant);
  }

  static void broken(String invariant, String count, String witness, Consumer<Chronicle> plant) {
    Chronicle plot = Chronicle.sound(12);
    plant.accept(plot);
    Verdict verdict =
        Invariants.judge(plot.events, Deadlines.standard(), Set.of()).verdict(invariant);
    assertThat(verdict.outcome()).as(verdict.summary()).isEqualTo(Outcome.BROKEN);
    assertThat(verdict.count(count)).as("%s of %s", count, verdict.counts()).isPositive();
    assertThat(verdict.witnesses()).anyMatch(each -> each.contains(witness));
    assertThat(verdict.summary()).containsPattern("[1-9]");
  }

  static HistoryEvent showOf(Chronicle plot, String device, String tempId) {
    return plot.first(
        OK, Operation.SHOW, e -> e.deviceKey().equals(device) && facts(e).tempId().equals(tempId));
  }

  static HistoryEvent presence(Chronicle plot, boolean online) {
    String state = online ? Particulars.ONLINE : Particulars.OFFLINE;
    return plot.first(
        OK,
        Operation.PRESENCE,
        e -> e.particulars() != null && e.particulars().state().equals(state));
  }

  static MessageFacts facts(HistoryEvent event) {
    return Objects.requireNonNull(event.message());
  }

  private static UnaryOperator<HistoryEvent> below(long less) {
    return event -> Altered.seq(event, facts(event).seq() - less);
  }

  private static void swap(Chronicle plot, HistoryEvent one, HistoryEvent other) {
    int first = plot.events.indexOf(one);
    int second = plot.events.indexOf(other);
    plot.events.set(first, other);
    plot.events.set(second, one);
  }

  private static void place(Chronicle plot, String tempId, long seq) {
    List<HistoryEvent> all =
        plot.events.stream()
            .filter(e -> e.message() != null && facts(e).tempId().equals(tempId))
            .filter(e -> facts(e).seq() != HistoryEvent.NO_SEQ)
            .toList();
    all.forEach(each -> plot.change(each, e -> Altered.seq(e, seq)));
    assertThat(all).isNotEmpty().noneMatch(each -> facts(each).thread().equals(GROUP));
  }
}
