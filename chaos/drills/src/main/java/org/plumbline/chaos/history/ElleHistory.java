package org.plumbline.chaos.history;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.plumbline.chaos.history.HistoryEvent.MessageFacts;

/**
 * A history as Elle's {@code list-append} model takes it, for example with {@code elle-cli --model
 * list-append FILE}: one operation map a line, in EDN.
 *
 * <p>A thread is a list, a message an append of a number that stands for it, and a complete paged
 * read of a thread is a read of the list; what devices show is left out, since a device's own
 * messages are not among it. A process of Elle's has one operation at a time and none after an
 * unknown outcome, so the messages that a device has under way at once are spread over several.
 */
public final class ElleHistory {

  private final Appendable out;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<String, Integer> processes = new HashMap<>();
  private final Map<String, Deque<Integer>> free = new HashMap<>();
  private final Map<String, List<Integer>> readings = new HashMap<>();
  private final Set<String> known = new HashSet<>();
  private long index;
  private int lastProcess = -1;

  private ElleHistory(Appendable out) {
    this.out = out;
  }

  /**
   * Writes it.
   *
   * @throws IOException when it cannot be written
   */
  public static void write(List<HistoryEvent> history, Appendable out) throws IOException {
    ElleHistory elle = new ElleHistory(out);
    List<HistoryEvent> events = new ArrayList<>(history);
    events.sort(Comparator.comparingLong(HistoryEvent::nanos));
    for (HistoryEvent event : events) {
      elle.take(event);
    }
  }

  private void take(HistoryEvent event) throws IOException {
    MessageFacts message = event.message();
    if (message == null) {
      return;
    }
    switch (event.operation()) {
      case SEND -> append(event, message);
      case READ, PAGE -> {
        if (event.type() == EventType.OK) {
          readings.computeIfAbsent(reading(event), _ -> new ArrayList<>()).add(number(message));
        }
      }
      case FINAL_READ, PAGED -> read(event, message);
      default -> {
        // Nothing is appended to a thread or read from it.
      }
    }
  }

  private void append(HistoryEvent event, MessageFacts message) throws IOException {
    String name = message.thread() + " " + message.key();
    String value = "[[:append " + text(message.thread()) + " " + number(message) + "]]";
    if (event.type() == EventType.INVOKE) {
      if (known.add(name)) {
        Integer process = free(event).pollFirst();
        processes.put(name, process == null ? ++lastProcess : process);
        line(event.nanos(), EventType.INVOKE, Objects.requireNonNull(processes.get(name)), value);
      }
      return;
    }
    Integer process = processes.remove(name);
    if (process != null) {
      line(event.nanos(), event.type(), process, value);
      if (event.type() != EventType.INFO) {
        free(event).addFirst(process);
      }
    }
  }

  private void read(HistoryEvent event, MessageFacts message) throws IOException {
    List<Integer> read = readings.remove(reading(event));
    if (event.type() != EventType.OK) {
      return;
    }
    Integer process = free(event).pollFirst();
    int reader = process == null ? ++lastProcess : process;
    String list = text(message.thread());
    line(event.nanos(), EventType.INVOKE, reader, "[[:r " + list + " nil]]");
    String messages =
        read == null ? "" : read.stream().map(String::valueOf).collect(Collectors.joining(" "));
    line(event.nanos(), EventType.OK, reader, "[[:r " + list + " [" + messages + "]]]");
    free(event).addFirst(reader);
  }

  private Deque<Integer> free(HistoryEvent event) {
    return free.computeIfAbsent(event.deviceKey(), _ -> new ArrayDeque<>());
  }

  private int number(MessageFacts message) {
    return numbers.computeIfAbsent(message.thread() + " " + message.key(), _ -> numbers.size() + 1);
  }

  private static String reading(HistoryEvent event) {
    Particulars page = event.particulars();
    boolean paged = event.operation() == Operation.PAGE || event.operation() == Operation.PAGED;
    return event.deviceKey()
        + " "
        + Objects.requireNonNull(event.message()).thread()
        + " "
        + (paged && page != null ? page.amount() : 0);
  }

  private static String text(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private void line(long nanos, EventType type, int process, String value) throws IOException {
    out.append("{:index ")
        .append(Long.toString(index++))
        .append(", :time ")
        .append(Long.toString(nanos))
        .append(", :type :")
        .append(type.name().toLowerCase(Locale.ROOT))
        .append(", :process ")
        .append(Integer.toString(process))
        .append(", :f :txn, :value ")
        .append(value)
        .append("}\n");
  }
}
