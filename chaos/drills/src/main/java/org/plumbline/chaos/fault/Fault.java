package org.plumbline.chaos.fault;

import java.time.Duration;
import java.util.List;

/** One thing that breaks. Used once: struck, proven, healed. */
public interface Fault {

  /** In a few words, for evidence and history: {@code kill -9 of node-1}. */
  String what();

  /**
   * How a process that knows nothing of this object undoes it. Asked before the strike and once
   * more after it, when more may be known.
   */
  List<Undo> undo();

  /**
   * Breaks it.
   *
   * @throws FaultFailure when it cannot be broken here; the message says why
   */
  void strike() throws FaultFailure, InterruptedException;

  /** Whether it is really broken now, and how that was seen. */
  Proof proof();

  /** Undoes it, however far it had come; doing it twice does no harm. */
  void heal() throws FaultFailure;

  /** Waits until what was healed serves again; whether it did in time. */
  default boolean awaitHealed(Duration atMost) {
    return true;
  }
}
