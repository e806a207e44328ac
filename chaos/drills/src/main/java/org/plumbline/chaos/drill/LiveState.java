package org.plumbline.chaos.drill;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.LongStream;
import org.plumbline.chaos.history.EventType;
import org.plumbline.chaos.history.HistoryEvent;

/**
 * How the load fares just now, out of the history as it is written: what the probes of a steady
 * state ask. It remembers the last minute. Safe to share.
 */
final class LiveState {

  private static final long REMEMBERED_NANOS = 60_000_000_000L;

  private static final class Sending {
    final String key;
    final long nanos;
    final long intendedNanos;
    final Set<String> devices = new HashSet<>();
    boolean acknowledged;

    Sending(String key, long nanos, long intendedNanos) {
      this.key = key;
      this.nanos = nanos;
      this.intendedNanos = intendedNanos;
    }
  }

  private record Delivery(long arrivedNanos, long tookNanos) {}

  private final Map<String, Sending> byKey = new HashMap<>();
  private final Deque<Sending> sendings = new ArrayDeque<>();
  private final Deque<Delivery> deliveries = new ArrayDeque<>();

  synchronized void take(HistoryEvent event) {
    HistoryEvent.MessageFacts message = event.message();
    if (message == null) {
      return;
    }
    switch (event.operation()) {
      case SEND -> sent(event, message.key());
      case RECEIVE -> {
        Sending sending = byKey.get(message.key());
        if (sending != null
            && !message.sender().equals(event.user())
            && sending.devices.add(event.deviceKey())) {
          deliveries.add(new Delivery(event.nanos(), event.nanos() - sending.intendedNanos));
        }
      }
      default -> {
        // Nothing that a steady state speaks of.
      }
    }
  }

  private void sent(HistoryEvent event, String key) {
    if (event.type() == EventType.INVOKE) {
      Sending sending = new Sending(key, event.nanos(), event.intendedNanos());
      byKey.put(key, sending);
      sendings.add(sending);
      forgetBefore(event.nanos() - REMEMBERED_NANOS);
    } else if (event.type() == EventType.OK) {
      Sending sending = byKey.get(key);
      if (sending != null) {
        sending.acknowledged = true;
      }
    }
  }

  private void forgetBefore(long nanos) {
    while (!sendings.isEmpty() && sendings.getFirst().nanos < nanos) {
      byKey.remove(sendings.removeFirst().key);
    }
    while (!deliveries.isEmpty() && deliveries.getFirst().arrivedNanos() < nanos) {
      deliveries.removeFirst();
    }
  }

  /** The share of what was handed over in the interval that is acknowledged now; 1 of nothing. */
  synchronized double acknowledged(long fromNanos, long toNanos) {
    int all = 0;
    int acknowledged = 0;
    for (Sending each : sendings) {
      if (each.nanos >= fromNanos && each.nanos < toNanos) {
        all++;
        acknowledged += each.acknowledged ? 1 : 0;
      }
    }
    return all == 0 ? 1 : (double) acknowledged / all;
  }

  /** Whether something was handed over in the interval, and all of it is acknowledged. */
  synchronized boolean answersAll(long fromNanos, long toNanos) {
    return sendings.stream().anyMatch(each -> each.nanos >= fromNanos && each.nanos < toNanos)
        && acknowledged(fromNanos, toNanos) == 1;
  }

  /**
   * Nearest-rank quantile, in milliseconds, of the deliveries that arrived since; what was to go
   * out since and has reached nobody counts with its age. Empty when there is nothing.
   */
  synchronized OptionalDouble deliveryMillis(double quantile, long sinceNanos, long nowNanos) {
    long[] times =
        LongStream.concat(
                deliveries.stream()
                    .filter(each -> each.arrivedNanos() >= sinceNanos)
                    .mapToLong(Delivery::tookNanos),
                sendings.stream()
                    .filter(each -> each.nanos >= sinceNanos && each.devices.isEmpty())
                    .mapToLong(each -> nowNanos - each.intendedNanos))
            .toArray();
    Arrays.sort(times);
    return times.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(times[Math.max(0, (int) Math.ceil(quantile * times.length) - 1)] / 1e6);
  }
}
