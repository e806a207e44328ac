package org.plumbline.chaos.checker;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.chaos.history.EventType;
import org.plumbline.chaos.history.HistoryEvent;
import org.plumbline.chaos.history.HistoryEvent.MessageFacts;
import org.plumbline.chaos.history.Operation;

/**
 * Deliveries that went elsewhere: a device of another user was connected from well before a message
 * was acknowledged, and saw it by a sync alone, in the same connection. No promise of a messenger
 * that syncs, but what a strategy costs that hands over once.
 *
 * <p>Counts: {@code misrouted}, one a message and device; {@code live}, those that came as they
 * should. Hash sets, linear in the events.
 */
public final class MissedLive {

  /** A device that connects syncs: what is acknowledged so soon afterwards may come by that. */
  private static final long CONNECTED_NANOS = 1_000_000_000L;

  private final Map<String, Long> connected = new HashMap<>();
  private final Map<String, Long> acknowledged = new HashMap<>();
  private final Set<String> live = new HashSet<>();
  private final Map<String, Synced> synced = new LinkedHashMap<>();

  private record Synced(HistoryEvent event, long connectedNanos) {}

  private final Witnesses witnesses;

  private MissedLive(Iterable<HistoryEvent> history) {
    witnesses = new Witnesses(history);
  }

  /** Judges the history, which is in the order of its clock. */
  public static Verdict check(Iterable<HistoryEvent> history) {
    MissedLive checker = new MissedLive(history);
    history.forEach(checker::take);
    return checker.verdict();
  }

  private void take(HistoryEvent event) {
    MessageFacts message = event.message();
    if (event.operation() == Operation.CONNECT && event.type() == EventType.OK) {
      connected.put(event.deviceKey(), event.nanos());
    } else if (event.operation() == Operation.SEND
        && event.type() == EventType.OK
        && message != null) {
      acknowledged.putIfAbsent(message.key(), event.nanos());
    } else if (event.operation() == Operation.RECEIVE
        && message != null
        && !message.sender().equals(event.user())) {
      String key = event.deviceKey() + " " + message.key();
      Long since = connected.get(event.deviceKey());
      if (!event.detail().equals(HistoryEvent.BY_SYNC)) {
        live.add(key);
      } else if (since != null) {
        synced.putIfAbsent(key, new Synced(event, since));
      }
    }
  }

  private boolean isMissed(String key, Synced seen) {
    Long at = acknowledged.get(Objects.requireNonNull(seen.event().message()).key());
    return at != null && !live.contains(key) && at - seen.connectedNanos() > CONNECTED_NANOS;
  }

  private Verdict verdict() {
    long missed = 0;
    for (Map.Entry<String, Synced> each : synced.entrySet()) {
      if (isMissed(each.getKey(), each.getValue())) {
        missed++;
        HistoryEvent event = each.getValue().event();
        witnesses.add(
            Witnesses.of(Objects.requireNonNull(event.message()))
                + ": at "
                + event.deviceKey()
                + " by a sync alone, at "
                + Witnesses.seconds(event.nanos()),
            event);
      }
    }
    return new Verdict(
        missed > 0 ? Outcome.BROKEN : live.isEmpty() ? Outcome.UNKNOWN : Outcome.HELD,
        missed
            + " deliveries reached a connected device by a sync alone, "
            + live.size()
            + " came as they should.",
        witnesses.list(),
        Map.of("misrouted", missed, "live", (long) live.size()));
  }
}
