package org.plumbline.messenger.session;

/** What became of a frame that was offered to a session. */
public enum Outcome {
  QUEUED,
  /** The device's queue was full: its session is closed and will sync when it comes back. */
  SLOW_CONSUMER,
  CLOSED
}
