package org.plumbline.messenger.presence.memory;

import org.plumbline.messenger.directory.memory.MemoryWorld;
import org.plumbline.messenger.presence.PresenceContract;

class MemoryPresenceTest implements PresenceContract {
  private final MemoryWorld directory = new MemoryWorld();
  private final MemoryPresenceWorld world = new MemoryPresenceWorld();

  @Override
  public Node join(String node) {
    var sessions = directory.join(node).sessions();
    return new Node(sessions, world.join(sessions));
  }
}
