package org.plumbline.messenger.node;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import org.plumbline.protocol.MessageId;

/**
 * A node's identity.
 *
 * @param id the node's name, unique among the nodes
 * @param number the node's part of every message id: 0 to 16,383, unique among the nodes
 */
@ConfigurationProperties("messenger.node")
public record NodeConfig(
    @Bindable(defaultValue = "node-1") String id, @Bindable(defaultValue = "1") int number) {

  public NodeConfig {
    if (id.isBlank()) {
      throw new IllegalArgumentException("messenger.node.id: '' (expected: a name)");
    }
    if (number < 0 || number > MessageId.NODE_MAX) {
      throw new IllegalArgumentException(
          "messenger.node.number: " + number + " (expected: 0 to " + MessageId.NODE_MAX + ")");
    }
  }
}
