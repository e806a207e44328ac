package org.plumbline.chaos.checker;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.plumbline.chaos.history.EventType;
import org.plumbline.chaos.history.HistoryEvent;
import org.plumbline.chaos.history.HistoryEvent.MessageFacts;
import org.plumbline.chaos.history.Operation;
import org.plumbline.chaos.history.Particulars;
import org.plumbline.protocol.MessageId;

/**
 * A sound history with something for every invariant: a direct thread and a group whose members
 * change, two users who go and come back, a watcher, a push, looks, pages and queues. Tests plant
 * faults into it. Times are in milliseconds; 100 s in all.
 */
final class Chronicle {

  static final String DIRECT = "d:ada:bob";
  static final String GROUP = "g:crew";
  static final int END = 100_000;
  private static final long MILLI = 1_000_000;
  private static final List<String> DEVICES =
      List.of("ada/a", "ada/b", "bob/a", "bob/b", "cy/a", "dan/a");

  final List<HistoryEvent> events = new ArrayList<>();
  private final Map<String, Long> epochs = new HashMap<>();
  private final Map<String, Integer> awayUntil = new HashMap<>();
  private final Map<String, List<MessageFacts>> threads = new HashMap<>();
  private final Map<String, TreeSet<String>> members = new HashMap<>();
  private final Map<String, List<MessageFacts>> owed = new HashMap<>();
  private long lastEpoch;

  /** So many messages in each thread, one every three seconds from the first second on. */
  static Chronicle sound(int messages) {
    Chronicle chronicle = new Chronicle();
    chronicle.begin();
    for (int number = 0; number < messages; number++) {
      int at = 6_000 + number * 3_000;
      chronicle.comeAndGo(at - 500);
      chronicle.message(at, DIRECT, number % 2 == 0 ? "ada/a" : "bob/a", number);
      if (number == messages / 2) {
        chronicle.change(at + 1_000, Particulars.removed(List.of("dan")), "dan");
      }
      chronicle.message(at + 1_500, GROUP, number % 3 == 0 ? "ada/b" : "ada/a", number);
    }
    chronicle.comeAndGo(85_000);
    chronicle.end();
    chronicle.inTime();
    return chronicle;
  }

  void inTime() {
    events.sort(Comparator.comparingLong(HistoryEvent::nanos));
  }

  private void begin() {
    members.put(DIRECT, new TreeSet<>(List.of("ada", "bob")));
    members.put(GROUP, new TreeSet<>());
    DEVICES.forEach(device -> connect(10, device));
    add(20, EventType.INVOKE, Operation.WATCH, "ada/b", null, Particulars.watched("bob"));
    add(30, EventType.OK, Operation.PRESENCE, "ada/b", null, Particulars.presence("bob", true));
    add(40, EventType.OK, Operation.REGISTER, "cy/a", null, null);
    membersOf(GROUP).addAll(List.of("ada", "bob", "cy", "dan"));
    change(100, Particulars.added(List.of("ada", "bob", "cy", "dan")), "");
  }

  private void connect(int at, String device) {
    epochs.put(device, ++lastEpoch);
    add(at, EventType.OK, Operation.CONNECT, device, null, null);
    add(at + 5, EventType.OK, Operation.RESYNC, device, null, null);
  }

  // Bob and cy go at 12 s and 9 s, and are back at 36 s and 60 s.
  private void comeAndGo(int until) {
    if (until >= 9_000 && !awayUntil.containsKey("cy/a")) {
      leave(9_000, "cy/a", 60_000);
    }
    if (until >= 12_000 && !awayUntil.containsKey("bob/b")) {
      leave(12_000, "bob/a", 36_000);
      leave(12_001, "bob/b", 36_000);
      add(15_000, EventType.OK, Operation.PRESENCE, "ada/b", null, offline());
    }
    for (String device : List.of("bob/a", "bob/b", "cy/a")) {
      int back = awayUntil.getOrDefault(device, 0);
      if (back > 0 && until >= back) {
        awayUntil.put(device, 0);
        connect(back, device);
        int at = back + 10;
        for (MessageFacts each : owed.getOrDefault(device, List.of())) {
          shown(at++, device, each, HistoryEvent.BY_SYNC);
        }
        owed.remove(device);
      }
    }
    if (until >= 36_000 && awayUntil.getOrDefault("bob/told", 0) == 0) {
      awayUntil.put("bob/told", -1);
      add(38_000, EventType.OK, Operation.PRESENCE, "ada/b", null, online());
    }
  }

  private static Particulars offline() {
    return Particulars.presence("bob", false);
  }

  private static Particulars online() {
    return Particulars.presence("bob", true);
  }

  private void leave(int at, String device, int until) {
    add(at, EventType.INFO, Operation.DISCONNECT, device, null, Particulars.closed(1001));
    awayUntil.put(device, until);
    epochs.remove(device);
  }

  private Set<String> membersOf(String thread) {
    return members.computeIfAbsent(thread, _ -> new TreeSet<>());
  }

  private boolean isAway(String device) {
    return awayUntil.getOrDefault(device, 0) > 0;
  }

  private MessageFacts next(int at, String thread, String sender, String tempId, String hash) {
    List<MessageFacts> before = threads.computeIfAbsent(thread, _ -> new ArrayList<>());
    long prev = before.isEmpty() ? HistoryEvent.NO_SEQ : before.getLast().seq();
    long id =
        MessageId.of(MessageId.EPOCH_MILLIS + 1 + at, thread.equals(GROUP) ? 2 : 1, 0).value();
    MessageFacts facts =
        new MessageFacts(thread, sender, tempId, Long.toString(id), prev + 2, hash, prev);
    before.add(facts);
    return facts;
  }

  private void message(int at, String thread, String device, int number) {
    String sender = isAway(device) ? "ada/a" : device;
    String user = sender.substring(0, sender.indexOf('/'));
    String name = (thread.equals(GROUP) ? "g-" : "m-") + number;
    MessageFacts facts = next(at, thread, user, name, "hash-" + name);
    MessageFacts asked = new MessageFacts(thread, user, name, "", -1, "hash-" + name);
    add(at, EventType.INVOKE, Operation.SEND, sender, asked, null);
    add(at + 20, EventType.OK, Operation.SEND, sender, withoutContent(facts), null);
    add(at + 25, EventType.INVOKE, Operation.LOOK, sender, MessageFacts.ofThread(thread), null);
    MessageFacts newest = MessageFacts.ofPlace(thread, facts.seq());
    add(at + 35, EventType.OK, Operation.LOOK, sender, newest, null);
    add(at + 36, EventType.OK, Operation.QUEUE, sender, null, Particulars.queue("out", 5, 64));
    deliver(at + 40, facts, sender);
    if (thread.equals(GROUP) && isAway("cy/a")) {
      add(at + 1_100, EventType.OK, Operation.PUSH, "cy/a", facts, Particulars.push(thread));
    }
  }

  private static MessageFacts withoutContent(MessageFacts facts) {
    return new MessageFacts(
        facts.thread(), facts.sender(), facts.tempId(), facts.messageId(), facts.seq(), "");
  }

  private void change(int at, Particulars change, String removed) {
    MessageFacts facts = next(at, GROUP, "ada", "c-" + at, "");
    MessageFacts asked = new MessageFacts(GROUP, "ada", "c-" + at, "", -1, "");
    add(at, EventType.INVOKE, Operation.CHANGE, "ada/a", asked, change);
    add(at + 20, EventType.OK, Operation.CHANGE, "ada/a", facts, change);
    deliver(at + 40, facts, "");
    membersOf(GROUP).remove(removed);
  }

  private void deliver(int at, MessageFacts facts, String except) {
    for (String device : DEVICES) {
      String user = device.substring(0, device.indexOf('/'));
      if (!membersOf(facts.thread()).contains(user) || device.equals(except)) {
        continue;
      }
      if (isAway(device)) {
        owed.computeIfAbsent(device, _ -> new ArrayList<>()).add(facts);
      } else {
        shown(at, device, facts, "");
      }
    }
  }

  private void shown(int at, String device, MessageFacts facts, String how) {
    Particulars change = changeOf(facts);
    events.add(event(at * MILLI, EventType.OK, Operation.RECEIVE, device, facts, change, how));
    add(at, EventType.OK, Operation.SHOW, device, facts, change);
    MessageFacts place = MessageFacts.ofPlace(facts.thread(), facts.seq());
    String user = device.substring(0, device.indexOf('/'));
    if (!facts.sender().equals(user)) {
      Particulars delivered = Particulars.cursor(user, false);
      add(at + 50, EventType.INVOKE, Operation.CURSOR, device, place, delivered);
      for (String other : DEVICES) {
        boolean peer = membersOf(facts.thread()).contains(other.substring(0, other.indexOf('/')));
        if (peer && !isAway(other) && !other.startsWith(user + "/")) {
          add(at + 60, EventType.OK, Operation.RECEIPT, other, place, delivered);
        }
      }
    }
  }

  private @Nullable Particulars changeOf(MessageFacts facts) {
    return events.stream()
        .filter(event -> event.operation() == Operation.CHANGE && facts.equals(event.message()))
        .map(HistoryEvent::particulars)
        .findFirst()
        .orElse(null);
  }

  private void end() {
    DEVICES.forEach(device -> add(90_000, EventType.OK, Operation.FINAL_SYNC, device, null, null));
    threads.forEach(
        (thread, messages) -> {
          for (MessageFacts each : messages) {
            add(91_000, EventType.OK, Operation.READ, "ada/a", each, changeOf(each));
          }
          MessageFacts whole = MessageFacts.ofThread(thread);
          add(91_001, EventType.OK, Operation.FINAL_READ, "ada/a", whole, null);
          for (int size : new int[] {1, 7, 50}) {
            Particulars page = Particulars.page(size);
            messages.forEach(
                each -> add(92_000, EventType.OK, Operation.PAGE, "ada/a", each, page));
            add(92_001, EventType.OK, Operation.PAGED, "ada/a", whole, page);
          }
        });
    add(END, EventType.INFO, Operation.FAULT, "/", null, null);
  }

  void add(
      int at,
      EventType type,
      Operation operation,
      String device,
      @Nullable MessageFacts facts,
      @Nullable Particulars particulars) {
    events.add(event(at * MILLI, type, operation, device, facts, particulars, ""));
  }

  private HistoryEvent event(
      long nanos,
      EventType type,
      Operation operation,
      String device,
      @Nullable MessageFacts facts,
      @Nullable Particulars particulars,
      String detail) {
    int slash = device.indexOf('/');
    return new HistoryEvent(
        -1,
        // No two at the same time, so that their order is plain.
        nanos + events.size(),
        type,
        DEVICES.indexOf(device),
        device.substring(0, slash),
        device.substring(slash + 1),
        1,
        "node-1",
        operation,
        facts,
        0,
        -1,
        detail,
        epochs.getOrDefault(device, HistoryEvent.NO_EPOCH),
        particulars);
  }

  /** The events of that kind, in order. */
  List<HistoryEvent> all(EventType type, Operation operation, Predicate<HistoryEvent> which) {
    return events.stream()
        .filter(event -> event.type() == type && event.operation() == operation)
        .filter(which)
        .toList();
  }

  /** The first event of that kind; fails when there is none. */
  HistoryEvent first(EventType type, Operation operation, Predicate<HistoryEvent> which) {
    return all(type, operation, which).getFirst();
  }

  /** The last event of that kind; fails when there is none. */
  HistoryEvent last(EventType type, Operation operation, Predicate<HistoryEvent> which) {
    return all(type, operation, which).getLast();
  }

  static Predicate<HistoryEvent> by(String device, String thread) {
    return event ->
        event.deviceKey().equals(device)
            && event.message() != null
            && event.message().thread().equals(thread);
  }

  /** Puts another event in the place of one. */
  void change(HistoryEvent event, UnaryOperator<HistoryEvent> change) {
    events.set(events.indexOf(event), change.apply(event));
  }

  void remove(HistoryEvent event) {
    events.remove(event);
  }
}
