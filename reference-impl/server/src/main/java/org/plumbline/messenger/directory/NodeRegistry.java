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
   * How long a node's number stays its own after its last announcement, in milliseconds: longer
   * than a node may be paused, so that no other node makes ids with it meanwhile. A new process of
   * the same node takes it over at once, and an orderly end gives it back.
   */
  long NUMBER_KEPT_MILLIS = 60_000;

  /**
   * Says that this node lives. Called again and again, about three times within the time to live.
   *
   * <p>The answer false is given once for each loss: the directory then knows of this node again,
   * but not of its sessions. Whoever calls this owes it a {@link SessionDirectory#restore} of all
   * sessions of this node, repeated until it succeeds. A node that was paused for longer than the
   * time to live gets the same answer, because others may have dropped its entries meanwhile.
   *
   * @return false when the directory no longer knew of this node though it had announced itself
   *     before: then its sessions must be restored
   * @throws NodeRefused when a newer process has taken this node's id, or another node has its
   *     number: this process and its sessions do not count
   * @throws DirectoryUnavailable when it could not be recorded
   */
  boolean announce();

  /** Takes this node out, at its orderly end. */
  void withdraw();

  /**
   * The nodes that live, by id, this one included once it has announced itself: a view at most a
   * second old, read without a round trip. While the directory cannot be reached it is the last
   * that was known.
   */
  Map<String, Node> live();

  /**
   * A node that lives.
   *
   * @param incarnation rises with each start of the node of this id
   */
  record Node(String id, String host, int linkPort, long incarnation) {}
}
