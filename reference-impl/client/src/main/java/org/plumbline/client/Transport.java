package org.plumbline.client;

import java.time.Duration;

/** Which way a device's frames go. Sessions, frames and their meaning are the same on all. */
public sealed interface Transport {

  /** A socket: the node sends when there is something to send. */
  record WebSocket() implements Transport {}

  /**
   * A request that waits at the node for the next frame.
   *
   * @param patience how long a request waits: whole seconds, at most 30
   */
  record LongPoll(Duration patience) implements Transport {
    public LongPoll {
      if (patience.toSeconds() < 1 || patience.toSeconds() > 30) {
        throw new IllegalArgumentException("patience: " + patience + " (expected: 1 to 30 s)");
      }
    }
  }

  /**
   * A request now and then.
   *
   * @param every between one answer and the next request
   */
  record ShortPoll(Duration every) implements Transport {
    public ShortPoll {
      if (!every.isPositive()) {
        throw new IllegalArgumentException("every: " + every + " (expected: > 0)");
      }
    }
  }
}
