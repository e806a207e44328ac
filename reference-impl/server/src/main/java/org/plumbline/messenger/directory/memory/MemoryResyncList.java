package org.plumbline.messenger.directory.memory;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.plumbline.messenger.directory.ResyncList;
import org.plumbline.messenger.directory.SessionDirectory;

/** Who must sync on each node of one process. */
public final class MemoryResyncList {

  private final Map<String, Map<SessionDirectory.Session, Long>> byNode = new HashMap<>();
  private long last;

  /** What one node sees of it. */
  public ResyncList of(String node) {
    return new View(node);
  }

  private final class View implements ResyncList {
    private final String self;

    View(String self) {
      this.self = self;
    }

    @Override
    public void add(String node, Collection<SessionDirectory.Session> sessions) {
      synchronized (MemoryResyncList.this) {
        last++;
        Map<SessionDirectory.Session, Long> of = byNode.computeIfAbsent(node, _ -> new HashMap<>());
        sessions.forEach(each -> of.put(each, last));
      }
    }

    @Override
    public Noted noted() {
      synchronized (MemoryResyncList.this) {
        List<SessionDirectory.Session> all =
            List.copyOf(byNode.getOrDefault(self, Map.of()).keySet());
        boolean tooMany = all.size() > SESSIONS_MAX;
        return new Noted(tooMany ? List.of() : all, tooMany, last);
      }
    }

    @Override
    public void told(Noted noted) {
      synchronized (MemoryResyncList.this) {
        byNode.getOrDefault(self, new HashMap<>()).values().removeIf(at -> at <= noted.upTo());
      }
    }
  }
}
