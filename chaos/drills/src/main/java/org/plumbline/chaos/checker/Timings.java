package org.plumbline.chaos.checker;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import org.plumbline.chaos.history.EventType;
import org.plumbline.chaos.history.HistoryEvent;
import org.plumbline.chaos.history.HistoryEvent.MessageFacts;

/**
 * How long messages and devices took, out of a history. A delivery is one message at one device of
 * another user; its time runs from the moment at which the open loop wanted to send it, so that a
 * stalled sender does not hide its own delay.
 */
public final class Timings {

  /** No delivery that is faster than this counts as disturbed by a fault. */
  public static final long DISTURBED_NANOS = 500_000_000L;

  private record Delivery(long intendedNanos, long arrivedNanos) {
    long took() {
      return arrivedNanos - intendedNanos;
    }
  }

  private record Session(String device, long nanos) {}

  private final Map<String, Long> intended = new HashMap<>();
  private final Set<String> arrived = new HashSet<>();
  private final List<Delivery> deliveries = new ArrayList<>();
  private final List<Session> connects = new ArrayList<>();
  private final List<Session> disconnects = new ArrayList<>();

  private Timings() {}

  /** Reads the times out of a history in the order of its clock. */
  public static Timings of(Iterable<HistoryEvent> history) {
    Timings timings = new Timings();
    history.forEach(timings::take);
    return timings;
  }

  private void take(HistoryEvent event) {
    MessageFacts message = event.message();
    switch (event.operation()) {
      case SEND -> {
        if (event.type() == EventType.INVOKE && message != null) {
          intended.put(message.key(), event.intendedNanos());
        }
      }
      case RECEIVE -> {
        MessageFacts received = Objects.requireNonNull(message);
        Long at = intended.get(received.key());
        if (at != null
            && !received.sender().equals(event.user())
            && arrived.add(event.deviceKey() + " " + received.key())) {
          deliveries.add(new Delivery(at, event.nanos()));
        }
      }
      case CONNECT -> {
        if (event.type() == EventType.OK) {
          connects.add(new Session(event.deviceKey(), event.nanos()));
        }
      }
      case DISCONNECT -> disconnects.add(new Session(event.deviceKey(), event.nanos()));
      default -> {
        // They have no time of their own here.
      }
    }
  }

  /** How many deliveries were meant to begin in the interval. */
  public int deliveries(long fromNanos, long toNanos) {
    return within(fromNanos, toNanos).length;
  }

  /** Nearest-rank quantile of the delivery times in milliseconds; empty without a delivery. */
  public OptionalDouble deliveryMillis(double quantile, long fromNanos, long toNanos) {
    long[] sorted = within(fromNanos, toNanos);
    Arrays.sort(sorted);
    return sorted.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(sorted[rank(quantile, sorted.length)] / 1e6);
  }

  /** The same over what had arrived by the end, so that nothing later counts. */
  public OptionalDouble arrivedMillis(double quantile, long fromNanos, long toNanos) {
    long[] sorted =
        deliveries.stream()
            .filter(each -> each.intendedNanos() >= fromNanos && each.arrivedNanos() < toNanos)
            .mapToLong(Delivery::took)
            .sorted()
            .toArray();
    return sorted.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(sorted[rank(quantile, sorted.length)] / 1e6);
  }

  private long[] within(long fromNanos, long toNanos) {
    return deliveries.stream()
        .filter(each -> each.intendedNanos() >= fromNanos && each.intendedNanos() < toNanos)
        .mapToLong(Delivery::took)
        .toArray();
  }

  private static int rank(double quantile, int size) {
    return Math.max(0, (int) Math.ceil(quantile * size) - 1);
  }

  /**
   * Seconds from the fault until the last delivery that took longer than the limit had arrived: 0
   * when none did.
   */
  public double recoverySeconds(long faultNanos, long limitNanos) {
    return deliveries.stream()
            .filter(each -> each.arrivedNanos() >= faultNanos && each.took() > limitNanos)
            .mapToLong(each -> each.arrivedNanos() - faultNanos)
            .max()
            .orElse(0)
        / 1e9;
  }

  /** How many devices lost their socket in the interval. */
  public int disconnected(long fromNanos, long toNanos) {
    return firstLosses(fromNanos, toNanos).size();
  }

  /** Seconds from the first to the last of the devices' first losses in the interval. */
  public double lossesSpreadSeconds(long fromNanos, long toNanos) {
    var times =
        firstLosses(fromNanos, toNanos).values().stream()
            .mapToLong(Long::longValue)
            .summaryStatistics();
    return times.getCount() == 0 ? 0 : (times.getMax() - times.getMin()) / 1e9;
  }

  /** How many of the devices that lost their socket in the interval came back. */
  public int reconnected(long fromNanos, long toNanos) {
    return returns(fromNanos, toNanos).length;
  }

  /**
   * Seconds from the start of the interval until that share of the devices which lost their socket
   * in it were back; empty when none was lost, or too few came back.
   */
  public OptionalDouble reconnectSeconds(double share, long fromNanos, long toNanos) {
    long[] back = returns(fromNanos, toNanos);
    int lost = disconnected(fromNanos, toNanos);
    int needed = rank(share, lost);
    if (lost == 0 || back.length <= needed) {
      return OptionalDouble.empty();
    }
    Arrays.sort(back);
    return OptionalDouble.of((back[needed] - fromNanos) / 1e9);
  }

  private Map<String, Long> firstLosses(long fromNanos, long toNanos) {
    Map<String, Long> losses = new HashMap<>();
    for (Session loss : disconnects) {
      if (loss.nanos() >= fromNanos && loss.nanos() < toNanos) {
        losses.merge(loss.device(), loss.nanos(), Math::min);
      }
    }
    return losses;
  }

  private long[] returns(long fromNanos, long toNanos) {
    Map<String, Long> losses = firstLosses(fromNanos, toNanos);
    Map<String, Long> back = new HashMap<>();
    for (Session connect : connects) {
      Long lost = losses.get(connect.device());
      if (lost != null && connect.nanos() > lost) {
        back.merge(connect.device(), connect.nanos(), Math::min);
      }
    }
    return back.values().stream().mapToLong(Long::longValue).toArray();
  }
}
