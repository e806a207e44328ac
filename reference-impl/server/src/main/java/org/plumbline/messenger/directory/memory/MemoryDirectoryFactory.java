package org.plumbline.messenger.directory.memory;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Secondary;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.plumbline.messenger.directory.DirectoryNews;
import org.plumbline.messenger.directory.NodeRegistry;
import org.plumbline.messenger.directory.ResyncList;
import org.plumbline.messenger.directory.SessionDirectory;
import org.plumbline.messenger.node.LinkAddress;
import org.plumbline.messenger.node.NodeConfig;

/** Gives a node that needs no servers its directory. */
@Factory
@Requires(property = "messenger.servers", value = "memory")
final class MemoryDirectoryFactory {

  /** Secondary: a test with several nodes registers the world that they share. */
  @Singleton
  @Secondary
  MemoryDirectory world(InstantSource clock) {
    return new MemoryDirectory(clock);
  }

  /** Secondary, as the world is. */
  @Singleton
  @Secondary
  MemoryResyncList resyncLists() {
    return new MemoryResyncList();
  }

  @Singleton
  ResyncList resyncList(MemoryResyncList lists, NodeConfig node) {
    return lists.of(node.id());
  }

  @Singleton
  @Bean(typed = {SessionDirectory.class, NodeRegistry.class, DirectoryNews.class})
  MemoryDirectory.View view(MemoryDirectory world, NodeConfig node, LinkAddress link) {
    return world.join(node.id(), node.number(), link.host(), link.port());
  }
}
