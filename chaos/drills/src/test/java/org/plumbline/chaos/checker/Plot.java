package org.plumbline.chaos.checker;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.plumbline.chaos.history.EventType;
import org.plumbline.chaos.history.HistoryEvent;
import org.plumbline.chaos.history.HistoryEvent.MessageFacts;
import org.plumbline.chaos.history.Operation;

/** Makes histories for the checkers' tests: a sound one, into which a test plants faults. */
final class Plot {

  static final String THREAD = "d:ada:bob";
  static final List<String> DEVICES = List.of("ada/a", "ada/b", "bob/a", "bob/b");

  final List<HistoryEvent> events = new ArrayList<>();
  private long nanos;

  /** So many messages from ada, acknowledged, received and shown everywhere, read at the end. */
  static Plot sound(int messages) {
    Plot plot = new Plot();
    for (int i = 0; i < messages; i++) {
      plot.send(i);
      plot.add(EventType.OK, Operation.SEND, "ada/a", i, "id-" + i, i);
      for (String device : DEVICES) {
        plot.add(EventType.OK, Operation.RECEIVE, device, i, "id-" + i, i);
        plot.add(EventType.OK, Operation.SHOW, device, i, "id-" + i, i);
      }
    }
    plot.end(messages);
    return plot;
  }

  void send(int number) {
    MessageFacts facts = new MessageFacts(THREAD, "ada", "t-" + number, "", -1, hash(number));
    events.add(event(EventType.INVOKE, Operation.SEND, "ada/a", facts));
  }

  void end(int messages) {
    for (String device : DEVICES) {
      finalSync(EventType.OK, device);
    }
    for (int i = 0; i < messages; i++) {
      add(EventType.OK, Operation.READ, "ada/a", i, "id-" + i, i);
    }
    MessageFacts thread = new MessageFacts(THREAD, "", "", "", -1, "");
    events.add(event(EventType.OK, Operation.FINAL_READ, "ada/a", thread));
  }

  void finalSync(EventType type, String device) {
    events.add(event(type, Operation.FINAL_SYNC, device, null));
  }

  void add(EventType type, Operation operation, String device, int number, String id, long seq) {
    MessageFacts facts =
        new MessageFacts(THREAD, "ada", "t-" + number, id, seq, hash(number), Math.max(seq, 0) - 1);
    events.add(event(type, operation, device, facts));
  }

  static HistoryEvent of(EventType type, Operation operation, String device, MessageFacts facts) {
    return new Plot().event(type, operation, device, facts);
  }

  private HistoryEvent event(
      EventType type,
      Operation operation,
      String device,
      @org.jspecify.annotations.Nullable MessageFacts facts) {
    int slash = device.indexOf('/');
    nanos += 1_000_000;
    return new HistoryEvent(
        events.size(),
        nanos,
        type,
        0,
        device.substring(0, slash),
        device.substring(slash + 1),
        1,
        "node-1",
        operation,
        facts,
        0,
        operation == Operation.SEND && type == EventType.INVOKE ? nanos : -1,
        "");
  }

  private static String hash(int number) {
    return "hash-" + number;
  }

  /** The index of an event; fails when there is none. */
  int find(EventType type, Operation operation, String device, int number) {
    for (int i = 0; i < events.size(); i++) {
      HistoryEvent event = events.get(i);
      MessageFacts message = event.message();
      if (event.type() == type
          && event.operation() == operation
          && event.deviceKey().equals(device)
          && message != null
          && message.tempId().equals("t-" + number)) {
        return i;
      }
    }
    throw new AssertionError("no " + operation + " of t-" + number + " at " + device);
  }

  void remove(EventType type, Operation operation, String device, int number) {
    events.remove(find(type, operation, device, number));
  }

  /** Gives an event another message. */
  void replace(int index, MessageFacts facts) {
    HistoryEvent old = events.get(index);
    events.set(
        index,
        new HistoryEvent(
            old.index(),
            old.nanos(),
            old.type(),
            old.process(),
            old.user(),
            old.device(),
            old.connection(),
            old.node(),
            old.operation(),
            facts,
            old.attempt(),
            old.intendedNanos(),
            old.detail()));
  }

  /** A sound history into which chance has put some faults, or none. */
  static Plot random(long seed) {
    Random random = new Random(seed);
    Plot plot = sound(2 + random.nextInt(12));
    int faults = random.nextInt(4);
    for (int fault = 0; fault < faults && !plot.events.isEmpty(); fault++) {
      int index = random.nextInt(plot.events.size());
      HistoryEvent event = plot.events.get(index);
      MessageFacts message = event.message();
      switch (random.nextInt(6)) {
        case 0 -> plot.events.remove(index);
        case 1 -> plot.events.add(random.nextInt(plot.events.size()), event);
        case 2 -> plot.events.add(plot.events.remove(random.nextInt(plot.events.size())));
        case 3 -> {
          if (message != null && !message.messageId().isEmpty()) {
            plot.replace(index, with(message, message.messageId(), random.nextInt(14)));
          }
        }
        case 4 -> {
          if (message != null && !message.messageId().isEmpty()) {
            plot.replace(index, with(message, "id-" + random.nextInt(14), message.seq()));
          }
        }
        default ->
            plot.events.set(
                index,
                of(
                    List.of(EventType.values()).get(random.nextInt(4)),
                    event.operation(),
                    event.user().isEmpty() ? "ada/a" : event.deviceKey(),
                    message == null ? new MessageFacts(THREAD, "", "", "", -1, "") : message));
      }
    }
    return plot;
  }

  private static MessageFacts with(MessageFacts message, String id, long seq) {
    return new MessageFacts(
        message.thread(),
        message.sender(),
        message.tempId(),
        id,
        seq,
        message.hash(),
        message.prev());
  }
}
