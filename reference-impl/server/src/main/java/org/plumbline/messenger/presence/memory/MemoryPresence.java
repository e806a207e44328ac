package org.plumbline.messenger.presence.memory;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.plumbline.messenger.directory.SessionDirectory;
import org.plumbline.messenger.presence.Presence;
import org.plumbline.protocol.UserId;

final class MemoryPresence implements Presence {
  private final MemoryPresenceWorld world;
  private final SessionDirectory directory;

  MemoryPresence(MemoryPresenceWorld world, SessionDirectory directory) {
    this.world = world;
    this.directory = directory;
  }

  @Override
  public Map<UserId, State> of(Collection<UserId> users) {
    var located = directory.locate(users);
    var states = new HashMap<UserId, State>();
    for (var user : users) {
      states.put(user, new State(located.containsKey(user), world.lastSeen.get(user)));
    }
    return states;
  }

  @Override
  public void seen(Collection<UserId> users, long epochMillis) {
    for (var user : users) {
      world.lastSeen.merge(user, epochMillis, Math::max);
    }
  }

  @Override
  public void announceChange(UserId user) {
    world.listeners.forEach(listener -> listener.accept(user));
  }

  @Override
  public void onChange(Consumer<UserId> listener) {
    world.listeners.add(listener);
  }
}
