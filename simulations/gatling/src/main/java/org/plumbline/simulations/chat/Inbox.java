package org.plumbline.simulations.chat;

import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import org.plumbline.protocol.Message;

/**
 * What one device has seen of its thread: enough to tell order and gaps, and how far it may
 * acknowledge.
 */
final class Inbox {

  private final Set<Long> seen = new HashSet<>();
  private final Set<Long> missed = new HashSet<>();
  private long first = Long.MAX_VALUE;
  private long lastReceived = Message.NONE;
  private long lastAcknowledged = Message.NONE;

  /**
   * Notes a message that this device did not have.
   *
   * @return false when a later message of the thread came before it
   */
  synchronized boolean receive(long seq, long previous) {
    boolean inOrder = seq > lastReceived;
    lastReceived = Math.max(lastReceived, seq);
    note(seq);
    // Before the first message that came lies what the thread held before the load: a group's
    // making, or nothing. A worker that could not ask its history gives a prev below NONE.
    if (previous > first && !seen.contains(previous)) {
      missed.add(previous);
    }
    return inOrder;
  }

  /** Notes that a message of this very device, or a change of the group, has its place. */
  synchronized void own(long seq) {
    note(seq);
  }

  /** How far this device has not acknowledged yet and may, or empty: never over a gap. */
  synchronized OptionalLong acknowledgement() {
    if (!missed.isEmpty() || lastReceived <= lastAcknowledged) {
      return OptionalLong.empty();
    }
    lastAcknowledged = lastReceived;
    return OptionalLong.of(lastReceived);
  }

  /** How many messages must exist, named by their successors, that never came. */
  synchronized int gaps() {
    return missed.size();
  }

  private void note(long seq) {
    first = Math.min(first, seq);
    seen.add(seq);
    missed.remove(seq);
  }
}
