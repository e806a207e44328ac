package org.plumbline.client;

/** In which order threads are listed. */
public enum ThreadOrder {
  /** By the time of their last messages, newest first. */
  RECENT,
  /** By their ids: an order that stays. */
  ID
}
