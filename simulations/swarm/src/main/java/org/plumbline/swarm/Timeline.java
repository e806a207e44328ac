package org.plumbline.swarm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Arrays;

/**
 * When sockets tried, stood and ended, counted in slots of a tenth of a second from a given moment
 * on, so that the timelines of several processes can be added. Used by one thread.
 */
final class Timeline {

  static final long SLOT_NANOS = Duration.ofMillis(100).toNanos();

  /** A quarter of an hour; what comes later counts in the last slot. */
  private static final int SLOTS_MAX = 9_000;

  private final long fromNanos;
  private final int openBefore;
  private int[] attempts = new int[64];
  private int[] opened = new int[64];
  private int[] ended = new int[64];
  private int used;

  Timeline(long fromNanos, int openBefore) {
    this.fromNanos = fromNanos;
    this.openBefore = openBefore;
  }

  void attempt(long now) {
    int slot = slot(now);
    attempts[slot]++;
  }

  void opened(long now) {
    int slot = slot(now);
    opened[slot]++;
  }

  void ended(long now) {
    int slot = slot(now);
    ended[slot]++;
  }

  private int slot(long now) {
    long slots = Math.floorDiv(now - fromNanos, SLOT_NANOS);
    int slot = Math.clamp(slots, 0, SLOTS_MAX - 1);
    if (slot >= attempts.length) {
      int length = Math.min(SLOTS_MAX, Math.max(slot + 1, 2 * attempts.length));
      attempts = Arrays.copyOf(attempts, length);
      opened = Arrays.copyOf(opened, length);
      ended = Arrays.copyOf(ended, length);
    }
    used = Math.max(used, slot + 1);
    return slot;
  }

  void write(ObjectNode out) {
    out.put("from_nanos", fromNanos);
    out.put("slot_nanos", SLOT_NANOS);
    out.put("open_before", openBefore);
    add(out.putArray("attempts"), attempts);
    add(out.putArray("opened"), opened);
    add(out.putArray("ended"), ended);
  }

  private void add(ArrayNode out, int[] counts) {
    for (int slot = 0; slot < used; slot++) {
      out.add(counts[slot]);
    }
  }
}
