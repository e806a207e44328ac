package org.plumbline.messenger.node;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.InstantSource;
import org.plumbline.messenger.identity.MessageIds;

/** Where time comes into the node. Everything else is given it. */
@Factory
final class NodeClock {

  @Singleton
  InstantSource clock() {
    return Clock.systemUTC();
  }

  @Singleton
  MessageIds messageIds(NodeConfig node, InstantSource clock) {
    return new MessageIds(clock, node.number());
  }
}
