package org.plumbline.messenger.directory.redis;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.plumbline.messenger.directory.NodeRegistry.Node;

/**
 * Which nodes lived at a time.
 *
 * @param serverMicros that time by the server's clock, which also gives the epochs
 * @param takenNanos that time by this node's clock
 */
record NodesView(Map<String, Node> live, long serverMicros, long takenNanos) {

  /** Reads the answer of {@code nodes.lua}. */
  static NodesView parse(List<?> answer, long takenNanos) {
    var live = new HashMap<String, Node>();
    for (int i = 1; i + 1 < answer.size(); i += 2) {
      var id = String.valueOf(answer.get(i));
      var parts = String.valueOf(answer.get(i + 1)).split("\\|", -1);
      live.put(id, new Node(id, parts[3], Integer.parseInt(parts[2]), Long.parseLong(parts[0])));
    }
    return new NodesView(
        Map.copyOf(live), Long.parseLong(String.valueOf(answer.getFirst())), takenNanos);
  }

  NodesView with(Node node) {
    var more = new HashMap<>(live);
    more.put(node.id(), node);
    return new NodesView(Map.copyOf(more), serverMicros, takenNanos);
  }

  /**
   * Whether this entry counts. A greater incarnation than that of the view counts: the node has
   * restarted since the view was taken.
   */
  boolean counts(Entry entry) {
    var node = live.get(entry.node());
    return node != null && entry.incarnation() >= node.incarnation();
  }

  /**
   * Whether this view may be too old to tell if the entry counts. An epoch is given by the server's
   * clock, after the node was announced: so a view that is younger than the epoch and does not list
   * the node is right. Only a restored entry is younger than its epoch says; for it, the view of an
   * unknown node is not trusted for long.
   */
  boolean mayPrecede(Entry entry, long nowNanos, long unknownNodeNanosMax) {
    return !live.containsKey(entry.node())
        && (entry.epoch() > serverMicros || nowNanos - takenNanos >= unknownNodeNanosMax);
  }
}
