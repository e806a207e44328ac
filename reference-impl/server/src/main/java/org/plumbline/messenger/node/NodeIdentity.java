package org.plumbline.messenger.node;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.plumbline.messenger.directory.Standing;
import org.plumbline.messenger.identity.MessageIds;
import org.plumbline.messenger.identity.TrustedTime;

/** Makes what depends on the node's number. */
@Factory
final class NodeIdentity {

  @Singleton
  TrustedTime trustedTime(InstantSource clock) {
    return new TrustedTime(clock, System::nanoTime);
  }

  @Singleton
  MessageIds messageIds(NodeConfig node, TrustedTime time, Standing standing) {
    return new MessageIds(time, node.number(), standing::counts);
  }
}
