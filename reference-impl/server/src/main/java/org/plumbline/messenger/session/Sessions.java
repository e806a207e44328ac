package org.plumbline.messenger.session;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.plumbline.protocol.CloseCode;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;

/** The open sessions of this node, at most one for each device. */
@Singleton
public final class Sessions {

  // Equality as a record's own, which goes through method handles: see UserId.
  private record Key(UserId user, DeviceId device) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key that && user.equals(that.user) && device.equals(that.device);
    }

    @Override
    public int hashCode() {
      return 31 * user.hashCode() + device.hashCode();
    }
  }

  private final ConcurrentMap<Key, Session> sessions = new ConcurrentHashMap<>();

  public Sessions(MeterRegistry meters) {
    meters.gaugeMapSize("messenger.connections", Tags.empty(), sessions);
  }

  /** Adds a session; an older one of the same device is closed as replaced, a newer one stays. */
  public void add(Session session) {
    Session kept =
        sessions.merge(
            new Key(session.user(), session.device()),
            session,
            (one, other) -> {
              Session newer = one.epoch() > other.epoch() ? one : other;
              Session older = newer == one ? other : one;
              older.close(CloseCode.REPLACED, "a newer session of this device");
              return newer;
            });
    if (kept != session && !session.isClosed()) {
      session.close(CloseCode.REPLACED, "a newer session of this device");
    }
  }

  /** Takes out this very session. */
  public void remove(Session session) {
    sessions.remove(new Key(session.user(), session.device()), session);
  }

  /** The device's session on this node, if it has one. */
  public @Nullable Session of(UserId user, DeviceId device) {
    return sessions.get(new Key(user, device));
  }

  /** All sessions, as they are while the caller goes through them. */
  public Collection<Session> all() {
    return sessions.values();
  }

  public int count() {
    return sessions.size();
  }
}
