package org.plumbline.chaos.toxiproxy.link;

/** Counts the bytes of one direction of a proxy; called by the event loops of all its links. */
public interface Meter {
  /** A link's source sent so many bytes just now. */
  void received(long bytes);

  /** A link's destination took so many bytes just now. */
  void sent(long bytes);

  /** A link's source has ended; all bytes that it ever sent. */
  void sourceEnded(long bytes);

  /** A link has written all that it had to; all bytes that the destination ever took. */
  void destinationEnded(long bytes);
}
