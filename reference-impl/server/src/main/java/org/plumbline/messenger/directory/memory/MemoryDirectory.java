package org.plumbline.messenger.directory.memory;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.directory.DirectoryNews;
import org.plumbline.messenger.directory.DirectoryUnavailable;
import org.plumbline.messenger.directory.NodeRefused;
import org.plumbline.messenger.directory.NodeRegistry;
import org.plumbline.messenger.directory.NodeRegistry.Node;
import org.plumbline.messenger.directory.SessionDirectory;
import org.plumbline.messenger.directory.SessionDirectory.Location;
import org.plumbline.messenger.directory.SessionDirectory.Registration;
import org.plumbline.messenger.directory.SessionDirectory.Session;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;

/**
 * The directory that all nodes of one process share. Its entries end with the process, so it keeps
 * them without a time limit.
 */
public final class MemoryDirectory {
  private static final int NO_NUMBER = -1;

  private final InstantSource clock;
  private final Map<UserId, Map<DeviceId, Entry>> entries = new HashMap<>();
  private final Map<String, Announced> nodes = new HashMap<>();
  private final Map<Integer, Holder> numbers = new HashMap<>();
  private final List<DirectoryNews.Listener> listeners = new ArrayList<>();
  private boolean reachable = true;
  private long lastNumber;

  public MemoryDirectory(InstantSource clock) {
    this.clock = clock;
  }

  /** As {@link #join(String, int, String, int)}, of a node whose number is of no interest. */
  public View join(String node, String host, int linkPort) {
    return join(node, NO_NUMBER, host, linkPort);
  }

  /** A view for a node that starts now. The same id may join again: that is a restart of it. */
  public synchronized View join(String node, int number, String host, int linkPort) {
    return new View(new Node(node, host, linkPort, nextNumber()), number);
  }

  /** Forgets everything, as a server does that comes back empty. */
  public synchronized void forgetAll() {
    entries.clear();
    nodes.clear();
    numbers.clear();
    listeners.forEach(DirectoryNews.Listener::interrupted);
    listeners.forEach(DirectoryNews.Listener::begun);
  }

  private void tell(UserId user) {
    listeners.forEach(listener -> listener.changed(user));
  }

  /** From now on every call fails, or no longer fails: as if the server went away, or came back. */
  public synchronized void setReachable(boolean reachable) {
    this.reachable = reachable;
  }

  /** Epochs and incarnations: they rise with the clock, and also when it stands still. */
  private long nextNumber() {
    lastNumber = Math.max(lastNumber + 1, TimeUnit.MILLISECONDS.toMicros(clock.millis()));
    return lastNumber;
  }

  private void requireReachable() {
    if (!reachable) {
      throw new DirectoryUnavailable("The directory in memory was told to be unreachable.");
    }
  }

  private boolean isLive(Entry entry) {
    var announced = nodes.get(entry.node);
    return announced != null
        && announced.until > clock.millis()
        && announced.node.incarnation() == entry.incarnation;
  }

  private record Entry(String node, long incarnation, long epoch) {
    Location at(DeviceId device) {
      return new Location(device, node, epoch);
    }
  }

  private record Announced(Node node, long until) {}

  /** The node that has a number. */
  private record Holder(String node, long until) {}

  /** What one node sees of the world: both ports of the directory. */
  public final class View implements SessionDirectory, NodeRegistry, DirectoryNews {
    private final Node self;
    private final int number;
    private boolean announcedBefore;

    private View(Node self, int number) {
      this.self = self;
      this.number = number;
    }

    @Override
    public Registration register(UserId user, DeviceId device) {
      synchronized (MemoryDirectory.this) {
        requireReachable();
        var devices = entries.computeIfAbsent(user, _ -> new HashMap<>());
        var previous = devices.get(device);
        var epoch = nextNumber();
        devices.values().removeIf(entry -> !isLive(entry));
        devices.put(device, new Entry(self.id(), self.incarnation(), epoch));
        tell(user);
        var replaced = previous != null && isLive(previous) ? previous.at(device) : null;
        return new Registration(epoch, Optional.ofNullable(replaced));
      }
    }

    @Override
    public void unregister(UserId user, DeviceId device, long epoch) {
      synchronized (MemoryDirectory.this) {
        requireReachable();
        var devices = entries.getOrDefault(user, Map.of());
        var entry = devices.get(device);
        if (entry != null && entry.epoch == epoch) {
          devices.remove(device);
          tell(user);
        }
        if (devices.isEmpty()) {
          entries.remove(user);
        }
      }
    }

    @Override
    public List<Session> restore(List<Session> sessions) {
      synchronized (MemoryDirectory.this) {
        requireReachable();
        var replaced = new ArrayList<Session>();
        for (var session : sessions) {
          var devices = entries.computeIfAbsent(session.user(), _ -> new HashMap<>());
          if (isNewer(devices.get(session.device()), session)) {
            replaced.add(session);
          } else {
            lastNumber = Math.max(lastNumber, session.epoch());
            devices.put(
                session.device(), new Entry(self.id(), self.incarnation(), session.epoch()));
            tell(session.user());
          }
        }
        return replaced;
      }
    }

    private boolean isNewer(@Nullable Entry entry, Session session) {
      return entry != null && entry.epoch > session.epoch();
    }

    @Override
    public Map<UserId, List<Location>> locate(Collection<UserId> users) {
      synchronized (MemoryDirectory.this) {
        requireReachable();
        var located = new HashMap<UserId, List<Location>>();
        for (var user : users) {
          var locations = new ArrayList<Location>();
          entries
              .getOrDefault(user, Map.of())
              .forEach(
                  (device, entry) -> {
                    if (isLive(entry)) {
                      locations.add(entry.at(device));
                    }
                  });
          if (!locations.isEmpty()) {
            located.put(user, List.copyOf(locations));
          }
        }
        return located;
      }
    }

    @Override
    public void hear(Listener listener) {
      synchronized (MemoryDirectory.this) {
        listeners.add(listener);
        listener.begun();
      }
    }

    @Override
    public CompletableFuture<@Nullable Void> caughtUp() {
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public boolean announce() {
      synchronized (MemoryDirectory.this) {
        requireReachable();
        var now = clock.millis();
        var known = nodes.get(self.id());
        if (known != null && known.node.incarnation() > self.incarnation()) {
          throw NodeRefused.replaced(self.id());
        }
        takeNumber(now);
        var wasKnown =
            known != null && known.until > now && known.node.incarnation() == self.incarnation();
        nodes.put(self.id(), new Announced(self, now + TIME_TO_LIVE_MILLIS));
        var forgotten = announcedBefore && !wasKnown;
        announcedBefore = true;
        return !forgotten;
      }
    }

    private void takeNumber(long now) {
      if (number != NO_NUMBER) {
        var holder = numbers.get(number);
        if (holder != null && holder.until > now && !holder.node.equals(self.id())) {
          throw NodeRefused.numberTaken(number, holder.node);
        }
        numbers.put(number, new Holder(self.id(), now + NUMBER_KEPT_MILLIS));
      }
    }

    @Override
    public void withdraw() {
      synchronized (MemoryDirectory.this) {
        requireReachable();
        var known = nodes.get(self.id());
        if (known != null && known.node.incarnation() == self.incarnation()) {
          nodes.remove(self.id());
          numbers.values().removeIf(holder -> holder.node.equals(self.id()));
        }
      }
    }

    @Override
    public Map<String, Node> live() {
      synchronized (MemoryDirectory.this) {
        var now = clock.millis();
        var live = new HashMap<String, Node>();
        nodes.forEach(
            (id, announced) -> {
              if (announced.until > now) {
                live.put(id, announced.node);
              }
            });
        return live;
      }
    }
  }
}
