package org.plumbline.protocol;

/** How far a user has come in a thread. A cursor of either kind never goes back. */
public enum Status {
  DELIVERED,
  READ
}
