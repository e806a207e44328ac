package org.plumbline.simulations.login;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import org.plumbline.client.Disconnect;

/** What became of the tries to log in and to connect. Safe to use from many threads. */
final class StormLedger {

  /** What was tried. */
  enum Step {
    LOGIN,
    UPGRADE
  }

  /**
   * A try that did not succeed.
   *
   * @param cause the answer, or that there was none
   */
  record Failed(int number, Step step, Disconnect cause) {

    /** Sent away for now, and told until when: all that a storm may be answered with. */
    boolean isRefusalWithTime() {
      return cause instanceof Disconnect.Refused(int status, var retryAfter)
          && (status == 429 || status == 503)
          && retryAfter != null;
    }

    boolean hasStatus(int wanted) {
      return cause instanceof Disconnect.Refused(int status, _) && status == wanted;
    }
  }

  private final Queue<Failed> failed = new ConcurrentLinkedQueue<>();
  private final LongAdder loggedIn = new LongAdder();
  private final LongAdder connected = new LongAdder();

  void failed(int number, Step step, Disconnect cause) {
    failed.add(new Failed(number, step, cause));
  }

  void loggedIn() {
    loggedIn.increment();
  }

  void connected() {
    connected.increment();
  }

  List<Failed> allFailed() {
    return List.copyOf(failed);
  }

  long loginCount() {
    return loggedIn.sum();
  }

  long connectedCount() {
    return connected.sum();
  }
}
