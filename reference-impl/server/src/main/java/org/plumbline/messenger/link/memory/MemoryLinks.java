package org.plumbline.messenger.link.memory;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.directory.NodeRegistry;
import org.plumbline.messenger.link.NodeLink;
import org.plumbline.messenger.node.NodeConfig;

/** Links between nodes of one process: a call. */
@Singleton
@Requires(property = "messenger.servers", value = "memory")
public final class MemoryLinks implements NodeLink {

  private final Map<String, Receiver> receivers = new ConcurrentHashMap<>();
  private final NodeConfig self;

  public MemoryLinks(NodeConfig self) {
    this.self = self;
  }

  @Override
  public void listen(Receiver receiver) {
    attach(self.id(), receiver);
  }

  /** Makes the node reachable, or with null unreachable. */
  public void attach(String node, @Nullable Receiver receiver) {
    if (receiver == null) {
      receivers.remove(node);
    } else {
      receivers.put(node, receiver);
    }
  }

  @Override
  public CompletableFuture<@Nullable Void> hand(NodeRegistry.Node node, List<Handover> batch) {
    Receiver receiver = receivers.get(node.id());
    if (receiver == null) {
      return CompletableFuture.failedFuture(new LinkBroken("node " + node.id() + " is not here"));
    }
    receiver.arrive(batch);
    return CompletableFuture.completedFuture(null);
  }
}
