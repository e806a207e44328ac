package org.plumbline.simulations.push;

import org.plumbline.protocol.ThreadId;

/**
 * A message that was acknowledged, and one device that it was for.
 *
 * @param handset the recipient's
 * @param text its words, which no provider has to see
 * @param intended microseconds from the start of the load
 * @param intendedMillis the same moment since 1970
 */
record Missed(
    Handset handset, ThreadId thread, long seq, String text, long intended, long intendedMillis) {

  /** Whether this push tells the device of the message, or of a later one of the thread. */
  boolean isToldBy(Pushed pushed) {
    return pushed.accepted()
        && pushed.address().equals(handset.address())
        && pushed.thread().equals(thread.value())
        && pushed.seq() >= seq;
  }
}
