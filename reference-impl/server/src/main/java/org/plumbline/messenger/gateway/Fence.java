package org.plumbline.messenger.gateway;

import jakarta.inject.Singleton;
import java.util.List;
import org.plumbline.messenger.directory.NodeRegistry;
import org.plumbline.messenger.directory.SessionDirectory.Location;
import org.plumbline.messenger.link.NodeLink;
import org.plumbline.messenger.node.NodeConfig;
import org.plumbline.messenger.session.Session;
import org.plumbline.protocol.CloseCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends a device's older session, which sits on another node. */
@Singleton
final class Fence {

  private static final Logger LOG = LoggerFactory.getLogger(Fence.class);

  private final NodeConfig node;
  private final NodeRegistry nodes;
  private final NodeLink links;

  Fence(NodeConfig node, NodeRegistry nodes, NodeLink links) {
    this.node = node;
    this.nodes = nodes;
    this.links = links;
  }

  /** Has the older session closed as replaced by this one. */
  void off(Session session, Location older) {
    NodeRegistry.Node there = nodes.live().get(older.node());
    if (there == null || older.node().equals(node.id())) {
      return;
    }
    NodeLink.Target target = new NodeLink.Target(session.user(), session.device(), older.epoch());
    links
        .hand(there, List.of(NodeLink.Handover.closing(CloseCode.REPLACED, List.of(target))))
        .exceptionally(
            broken -> {
              // Its node cannot be asked now; the directory knows the newer epoch all the same.
              LOG.debug("older session not closed: {}", broken.getMessage());
              return null;
            });
  }
}
