package org.plumbline.messenger.directory;

/**
 * The directory knows another process in this one's place: a newer one of the same node, or another
 * node with the same number. This process must not act as its node.
 */
public final class NodeRefused extends DirectoryUnavailable {
  private static final long serialVersionUID = 1L;

  private NodeRefused(String message) {
    super(message);
  }

  /** A process that started later has this node's id. */
  public static NodeRefused replaced(String node) {
    return new NodeRefused(
        "messenger.node.id: " + node + " (expected: an id that no newer process uses)");
  }

  /** A node of another id has this node's number. */
  public static NodeRefused numberTaken(int number, String holder) {
    return new NodeRefused(
        "messenger.node.number: "
            + number
            + " (expected: a number that no other node uses; "
            + holder
            + " has it, until "
            + NodeRegistry.NUMBER_KEPT_MILLIS / 1_000
            + " s after it was last heard of)");
  }
}
