package org.plumbline.chaos.checker;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.plumbline.chaos.history.EventType;
import org.plumbline.chaos.history.HistoryEvent;
import org.plumbline.chaos.history.Operation;

/** When the devices had a session, as they know it themselves. */
final class Sessions {

  private final Map<String, List<String>> devicesOf = new HashMap<>();
  private final Map<String, NavigableMap<Long, Integer>> byDevice = new HashMap<>();
  private final Map<String, NavigableMap<Long, Integer>> byUser = new HashMap<>();
  private long endNanos = Long.MIN_VALUE;

  private Sessions() {}

  static Sessions of(Iterable<HistoryEvent> history) {
    Sessions sessions = new Sessions();
    List<HistoryEvent> changes = new ArrayList<>();
    for (HistoryEvent event : history) {
      sessions.endNanos = Math.max(sessions.endNanos, event.nanos());
      if (event.operation() == Operation.DISCONNECT
          || (event.operation() == Operation.CONNECT && event.type() == EventType.OK)) {
        changes.add(event);
      }
    }
    changes.sort(Comparator.comparingLong(HistoryEvent::nanos));
    changes.forEach(sessions::take);
    return sessions;
  }

  private void take(HistoryEvent event) {
    String device = event.deviceKey();
    List<String> devices = devicesOf.computeIfAbsent(event.user(), _ -> new ArrayList<>());
    if (!devices.contains(device)) {
      devices.add(device);
    }
    int step = event.operation() == Operation.CONNECT ? 1 : -1;
    count(byDevice.computeIfAbsent(device, _ -> new TreeMap<>()), event.nanos(), step);
    count(byUser.computeIfAbsent(event.user(), _ -> new TreeMap<>()), event.nanos(), step);
  }

  private static void count(NavigableMap<Long, Integer> sockets, long nanos, int step) {
    int before = sockets.isEmpty() ? 0 : sockets.lastEntry().getValue();
    sockets.put(nanos, Math.max(0, before + step));
  }

  /** When the history ends. */
  long endNanos() {
    return endNanos;
  }

  /** The user's devices that had a session at any time. */
  List<String> devicesOf(String user) {
    return devicesOf.getOrDefault(user, List.of());
  }

  /** How many sockets the user's devices had together, at each change. */
  NavigableMap<Long, Integer> socketsOf(String user) {
    return byUser.getOrDefault(user, new TreeMap<>());
  }

  /** How many sockets the device had, at each change; several only while it replaces one. */
  NavigableMap<Long, Integer> socketsOfDevice(String device) {
    return byDevice.getOrDefault(device, new TreeMap<>());
  }

  /** Whether the device had a session from one moment to the other. */
  boolean isConnected(String device, long fromNanos, long toNanos) {
    return isConstant(socketsOfDevice(device), fromNanos, toNanos, true);
  }

  /** Whether no device of the user had a session between the moments. */
  boolean isAway(String user, long fromNanos, long toNanos) {
    return isConstant(socketsOf(user), fromNanos, toNanos, false);
  }

  private static boolean isConstant(
      NavigableMap<Long, Integer> sockets, long fromNanos, long toNanos, boolean online) {
    Map.Entry<Long, Integer> first = sockets.floorEntry(fromNanos);
    boolean atFirst = first != null && first.getValue() > 0;
    return atFirst == online
        && sockets.subMap(fromNanos, false, toNanos, true).values().stream()
            .allMatch(count -> (count > 0) == online);
  }
}
