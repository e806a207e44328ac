package org.plumbline.messenger.presence.memory;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.plumbline.messenger.directory.SessionDirectory;
import org.plumbline.messenger.presence.Presence;
import org.plumbline.protocol.UserId;

/** What all nodes of one process share of presence. */
public final class MemoryPresenceWorld {
  final Map<UserId, Long> lastSeen = new ConcurrentHashMap<>();
  final List<Consumer<UserId>> listeners = new CopyOnWriteArrayList<>();

  /** Presence as a node sees it whose directory is given. */
  public Presence join(SessionDirectory directory) {
    return new MemoryPresence(this, directory);
  }
}
