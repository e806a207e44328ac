package org.plumbline.messenger.presence.memory;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Secondary;
import jakarta.inject.Singleton;
import org.plumbline.messenger.directory.SessionDirectory;
import org.plumbline.messenger.presence.Presence;

/** Gives a node that needs no servers its presence. */
@Factory
@Requires(property = "messenger.servers", value = "memory")
final class MemoryPresenceFactory {

  /** Secondary: a test with several nodes registers the world that they share. */
  @Singleton
  @Secondary
  MemoryPresenceWorld world() {
    return new MemoryPresenceWorld();
  }

  @Singleton
  Presence presence(MemoryPresenceWorld world, SessionDirectory directory) {
    return world.join(directory);
  }
}
