package org.plumbline.messenger.node;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.Set;
import org.plumbline.protocol.MessageId;

/**
 * A node's identity.
 *
 * @param id the node's name, unique among the nodes
 * @param number the node's part of every message id: 0 to 16,383, unique among the nodes
 * @param roles what the node does, at least one of chat, api and worker
 */
@ConfigurationProperties("messenger.node")
public record NodeConfig(
    @Bindable(defaultValue = "node-1") String id,
    @Bindable(defaultValue = "1") int number,
    @Bindable(defaultValue = "chat,api,worker") Set<NodeRole> roles) {

  public NodeConfig {
    if (id.isBlank()) {
      throw new IllegalArgumentException("messenger.node.id: '' (expected: a name)");
    }
    if (number < 0 || number > MessageId.NODE_MAX) {
      throw new IllegalArgumentException(
          "messenger.node.number: " + number + " (expected: 0 to " + MessageId.NODE_MAX + ")");
    }
    if (roles.isEmpty()) {
      throw new IllegalArgumentException(
          "messenger.node.roles: none (expected: at least one of chat, api, worker)");
    }
    roles = Set.copyOf(roles);
  }

  /** Whether the node has this role. */
  public boolean has(NodeRole role) {
    return roles.contains(role);
  }
}
