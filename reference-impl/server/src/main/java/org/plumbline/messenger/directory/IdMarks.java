package org.plumbline.messenger.directory;

/**
 * How far the message ids of a node number have come, kept outside of the process that makes them:
 * one that starts after a clock was set back must not make ids a second time.
 */
public interface IdMarks {

  /** For how long a mark is kept after it was last raised, in milliseconds: a day. */
  long KEPT_MILLIS = 86_400_000;

  /**
   * Raises the mark of this node's number; a mark that is further stays.
   *
   * @param millis since 1970, up to which ids were or may be made
   * @throws DirectoryUnavailable when it could not be recorded
   */
  Mark raise(long millis);

  /**
   * A mark as it is now.
   *
   * @param millis since 1970, up to which ids with this number may have been made by anybody
   * @param nowMillis since 1970, the directory's own clock
   */
  record Mark(long millis, long nowMillis) {}
}
