package org.plumbline.messenger.directory;

import java.util.Map;

/**
 * The nodes that live, and where their links are reached. A node that stops announcing itself is
 * dead to the others after {@link #TIME_TO_LIVE_MILLIS}.
 */
public interface NodeRegistry {

  /** How long an announcement counts, in milliseconds. */
  long TIME_TO_LIVE_MILLIS = 6_000;

  /**
   * Says that this node lives. Called again and again, about three times within the time to live.
   *
   * @return false when the directory no longer knew of this node though it had announced itself
   *     before: then its sessions must be restored
   * @throws DirectoryUnavailable when it could not be recorded
   */
  boolean announce();

  /** Takes this node out, at its orderly end. */
  void withdraw();

  /**
   * The nodes that live, by id, this one included: a view at most a second old, read without a
   * round trip. While the directory cannot be reached it is the last that was known.
   */
  Map<String, Node> live();

  /**
   * A node that lives.
   *
   * @param incarnation rises with each start of the node of this id
   */
  record Node(String id, String host, int linkPort, long incarnation) {}
}
