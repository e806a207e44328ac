package org.plumbline.messenger.node;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.plumbline.messenger.directory.Standing;
import org.plumbline.messenger.identity.MessageIds;

/** Makes what depends on the node's number. */
@Factory
final class NodeIdentity {

  @Singleton
  MessageIds messageIds(NodeConfig node, InstantSource clock, Standing standing) {
    return new MessageIds(clock, node.number(), standing::counts, System::nanoTime);
  }
}
