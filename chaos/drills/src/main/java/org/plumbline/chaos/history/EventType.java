package org.plumbline.chaos.history;

/** Where an operation stands. */
public enum EventType {
  INVOKE,
  /** It happened. */
  OK,
  /** It certainly did not happen. */
  FAIL,
  /** It may or may not have happened; or something was merely noted. */
  INFO
}
