package org.plumbline.chaos.checker;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.plumbline.chaos.history.EventType;
import org.plumbline.chaos.history.HistoryEvent;
import org.plumbline.chaos.history.HistoryEvent.MessageFacts;
import org.plumbline.chaos.history.Operation;
import org.plumbline.chaos.history.Particulars;

/**
 * Who takes part in a thread, and from which place to which. The users of a direct thread stand in
 * its id; a group's follow from its changes, whether acknowledged or seen at their places.
 */
final class Members {

  private static final String GROUP_PREFIX = "g:";

  private final Map<String, Map<String, NavigableMap<Long, Boolean>>> groups = new HashMap<>();
  private final Map<String, List<String>> direct = new HashMap<>();

  private Members() {}

  static Members of(Iterable<HistoryEvent> history) {
    Members members = new Members();
    history.forEach(members::take);
    return members;
  }

  private void take(HistoryEvent event) {
    MessageFacts message = event.message();
    Particulars change = event.particulars();
    if (message == null || change == null || !isChange(event)) {
      return;
    }
    if (message.seq() == HistoryEvent.NO_SEQ || change.state().equals(Particulars.CHANGED)) {
      return;
    }
    Map<String, NavigableMap<Long, Boolean>> group =
        groups.computeIfAbsent(message.thread(), _ -> new LinkedHashMap<>());
    for (String user : change.users()) {
      group
          .computeIfAbsent(user, _ -> new TreeMap<>())
          .put(message.seq(), change.state().equals(Particulars.ADDED));
    }
  }

  /** Whether the event tells of a change of a group that took place. */
  static boolean isChange(HistoryEvent event) {
    return event.type() == EventType.OK
        && event.particulars() != null
        && switch (event.operation()) {
          case CHANGE, RECEIVE, SHOW, READ -> true;
          default -> false;
        };
  }

  static boolean isGroup(String thread) {
    return thread.startsWith(GROUP_PREFIX);
  }

  /** Whether it is known who takes part. */
  boolean knows(String thread) {
    return !isGroup(thread) || groups.containsKey(thread);
  }

  /** All who took part at any time. */
  Collection<String> everIn(String thread) {
    return isGroup(thread)
        ? groups.getOrDefault(thread, Map.of()).keySet()
        : direct.computeIfAbsent(thread, Members::usersOf);
  }

  /**
   * Whether the user may see what stands there: from the change that added him up to and with the
   * one that removed him.
   */
  boolean sees(String thread, String user, long seq) {
    if (!isGroup(thread)) {
      return everIn(thread).contains(user);
    }
    NavigableMap<Long, Boolean> turns = groups.getOrDefault(thread, Map.of()).get(user);
    if (turns == null) {
      return false;
    }
    Map.Entry<Long, Boolean> last = turns.floorEntry(seq);
    if (last == null || last.getValue()) {
      return last != null;
    }
    Map.Entry<Long, Boolean> before = turns.lowerEntry(seq);
    return last.getKey() == seq && before != null && before.getValue();
  }

  private static List<String> usersOf(String thread) {
    List<String> parts = List.of(thread.split(":", -1));
    return parts.subList(1, parts.size());
  }

  /** Whether the event shows a message to a device or in the history. */
  static boolean isSight(HistoryEvent event) {
    return event.type() == EventType.OK
        && event.message() != null
        && (event.operation() == Operation.RECEIVE
            || event.operation() == Operation.SHOW
            || event.operation() == Operation.READ
            || event.operation() == Operation.PAGE);
  }
}
