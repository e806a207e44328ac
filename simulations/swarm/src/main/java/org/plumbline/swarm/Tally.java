package org.plumbline.swarm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.util.collection.LongObjectHashMap;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * What became of one traffic's messages, as this process sees it. Counts are of the messages whose
 * intended time lies in the recorded part; so are the latencies, in microseconds, each in the slice
 * of its intended time. Used by one thread.
 */
final class Tally {

  /** Longest latency that is told apart; longer ones count as this one. */
  static final long MICROS_MAX = 60_000_000L;

  private static final int SIGNIFICANT_DIGITS = 3;

  /** Messages to many, of which it is kept who has them; of later ones the delivery alone is. */
  private static final int NUMBERS_MAX = 2_000_000;

  /** So that neither two messages of one moment nor two of one number are taken for one. */
  private static final long NUMBERS_APART = 1_000_003;

  private final TrafficPlan plan;
  private final Histogram[] delivery;
  private final Histogram[] acknowledged;
  private final Histogram[] lag;
  private long sent;
  private long unsent;
  private long refused;
  private long outside;
  private long delivered;
  private long repeated;
  private final LongObjectHashMap<Boolean> seen = new LongObjectHashMap<>();
  private long confirmed;
  private int[] arrivals = new int[0];
  private long[] lastNanos = new long[0];
  private int numbers;

  Tally(TrafficPlan plan) {
    this.plan = plan;
    this.delivery = histograms(plan.slices());
    this.acknowledged = histograms(plan.slices());
    this.lag = histograms(plan.slices());
  }

  private static Histogram[] histograms(int slices) {
    Histogram[] all = new Histogram[slices];
    for (int slice = 0; slice < slices; slice++) {
      all[slice] = new Histogram(1, MICROS_MAX, SIGNIFICANT_DIGITS);
    }
    return all;
  }

  /** A message was written, so much later than it should have been. */
  void sent(long intendedNanos, long nowNanos) {
    if (record(lag, intendedNanos, nowNanos)) {
      sent++;
    } else {
      outside++;
    }
  }

  /** A message could not be written: its socket was away or took no more. */
  void unsent(long intendedNanos) {
    if (sliceOf(intendedNanos) >= 0) {
      unsent++;
    }
  }

  void confirmed(long intendedNanos, long nowNanos) {
    if (record(acknowledged, intendedNanos, nowNanos)) {
      confirmed++;
    }
  }

  void refused(long intendedNanos) {
    if (sliceOf(intendedNanos) >= 0) {
      refused++;
    }
  }

  /** A message that comes to one socket again, as it may when its node died, is told apart. */
  void arrived(long number, long intendedNanos, long nowNanos) {
    if (sliceOf(intendedNanos) < 0) {
      return;
    }
    if (plan.expected() == 1
        && seen.put(intendedNanos * NUMBERS_APART + number, Boolean.TRUE) != null) {
      repeated++;
      return;
    }
    var _ = record(delivery, intendedNanos, nowNanos);
    delivered++;
    if (plan.kind() == TrafficPlan.Kind.GROUP || plan.kind() == TrafficPlan.Kind.BROADCAST) {
      if (number < NUMBERS_MAX) {
        int index = (int) number;
        reserve(index);
        arrivals[index]++;
        lastNanos[index] = Math.max(lastNanos[index], nowNanos - intendedNanos);
      }
    }
  }

  private void reserve(int index) {
    numbers = Math.max(numbers, index + 1);
    if (index >= arrivals.length) {
      int length = Math.max(64, Math.max(index + 1, 2 * arrivals.length));
      arrivals = Arrays.copyOf(arrivals, length);
      lastNanos = Arrays.copyOf(lastNanos, length);
    }
  }

  private boolean record(Histogram[] slices, long intendedNanos, long nowNanos) {
    int slice = sliceOf(intendedNanos);
    if (slice < 0) {
      return false;
    }
    long micros = TimeUnit.NANOSECONDS.toMicros(nowNanos - intendedNanos);
    slices[slice].recordValue(Math.clamp(micros, 1, MICROS_MAX));
    return true;
  }

  private int sliceOf(long intendedNanos) {
    long offset = intendedNanos - plan.steadyFrom();
    if (offset < 0 || offset >= plan.durationNanos()) {
      return -1;
    }
    return (int) (plan.slices() * (double) offset / plan.durationNanos());
  }

  /** Whether all that was sent is answered and delivered, as far as this process can tell. */
  boolean isComplete() {
    boolean answered =
        plan.kind() == TrafficPlan.Kind.ECHO
            || plan.kind() == TrafficPlan.Kind.BROADCAST
            || confirmed + refused >= sent;
    return answered && (delivered >= sent - refused || plan.expected() > 1);
  }

  void writeCounts(ObjectNode out) {
    out.put("id", String.valueOf(plan.id()));
    out.put("expected", plan.expected());
    out.put("sent", sent);
    out.put("sent_in_warm_up", outside);
    out.put("unsent", unsent);
    out.put("refused", refused);
    out.put("acknowledged", confirmed);
    out.put("delivered", delivered);
    out.put("repeated", repeated);
  }

  /** The counts, histograms, and for messages to many the arrivals of each. */
  void write(ObjectNode out) {
    writeCounts(out);
    encode(out.putArray("delivery"), delivery);
    encode(out.putArray("acknowledged_after"), acknowledged);
    encode(out.putArray("lag"), lag);
    if (numbers > 0) {
      ArrayNode counts = out.putArray("arrivals");
      ArrayNode last = out.putArray("last_nanos");
      for (int i = 0; i < numbers; i++) {
        counts.add(arrivals[i]);
        last.add(lastNanos[i]);
      }
    }
  }

  private static void encode(ArrayNode out, Histogram[] slices) {
    for (Histogram slice : slices) {
      ByteBuffer buffer = ByteBuffer.allocate(slice.getNeededByteBufferCapacity());
      int length = slice.encodeIntoCompressedByteBuffer(buffer);
      out.add(Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length)));
    }
  }
}
