package org.plumbline.messenger.poll;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micronaut.http.HttpStatus;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.account.Identity;
import org.plumbline.messenger.directory.DirectoryUnavailable;
import org.plumbline.messenger.directory.SessionDirectory.Registration;
import org.plumbline.messenger.gateway.DrainState;
import org.plumbline.messenger.gateway.GatewayMeters;
import org.plumbline.messenger.gateway.SessionLife;
import org.plumbline.messenger.http.RequestRefused;
import org.plumbline.messenger.identity.TrustedTime;
import org.plumbline.messenger.session.Session;
import org.plumbline.messenger.session.SessionConfig;
import org.plumbline.messenger.session.Sessions;
import org.plumbline.protocol.CloseCode;

/** The polling sessions of this node, by the name that their devices were given. */
final class PollSessions {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
  private static final int ID_BYTES = 16;

  private final PollConfig config;
  private final SessionConfig limits;
  private final Sessions sessions;
  private final SessionLife life;
  private final DrainState drain;
  private final GatewayMeters gatewayMeters;
  private final MeterRegistry meters;
  private final RandomGenerator random;
  private final ConcurrentMap<String, PollSession> open = new ConcurrentHashMap<>();
  private final Cache<String, PollSession> ended;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

  PollSessions(
      PollConfig config,
      SessionConfig limits,
      Sessions sessions,
      SessionLife life,
      DrainState drain,
      GatewayMeters gatewayMeters,
      MeterRegistry meters,
      RandomGenerator random,
      TrustedTime time) {
    this.config = config;
    this.limits = limits;
    this.sessions = sessions;
    this.life = life;
    this.drain = drain;
    this.gatewayMeters = gatewayMeters;
    this.meters = meters;
    this.random = random;
    this.ended =
        Caffeine.newBuilder()
            .maximumSize(config.sessionsMax())
            .expireAfterWrite(config.endedKept())
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(time.millis()))
            .build();
    meters.gaugeMapSize("messenger.poll.sessions", Tags.empty(), open);
  }

  /** Records the device in the directory and greets it; blocks. */
  PollSession open(Identity identity) {
    if (drain.isDraining()) {
      throw refused("draining", "this node is about to stop: take another one", null);
    }
    if (sessions.count() >= limits.connectionsMax() || open.size() >= config.sessionsMax()) {
      throw refused("full", "this node is full", null);
    }
    Registration registration;
    try {
      registration = life.register(identity);
    } catch (DirectoryUnavailable e) {
      throw refused("directory", "the session cannot be recorded now", e);
    }
    String id = newId();
    PollConnection connection = new PollConnection(gatewayMeters, () -> ended(id));
    Session session = life.opened(connection, identity, registration);
    PollSession opened = new PollSession(id, session, connection);
    open.put(id, opened);
    if (connection.isEnded()) {
      // It was replaced before it had its name.
      ended(id);
    }
    return opened;
  }

  /** The device's session of this name, also one that ended a short time ago. */
  PollSession of(String id, Identity identity) {
    PollSession found = open.get(id);
    if (found == null) {
      found = ended.getIfPresent(id);
    }
    if (found == null || !found.isOf(identity)) {
      throw RequestRefused.of(
          HttpStatus.NOT_FOUND, "NO_SESSION", "session: unknown (expected: one that was opened)");
    }
    return found;
  }

  /** The device said goodbye. */
  void leave(PollSession leaving) {
    leaving.session().markClosed();
    leaving.connection().close(CloseCode.GOING_AWAY, "closed by its device");
  }

  /** Where answers are written, apart from who brought the frame that they waited for. */
  ExecutorService executor() {
    return executor;
  }

  private void ended(String id) {
    PollSession gone = open.remove(id);
    if (gone != null) {
      ended.put(id, gone);
      // Apart: whoever closes may hold a lock over the sessions.
      executor.execute(() -> life.ended(gone.session()));
    }
  }

  private RequestRefused refused(
      String cause, String detail, @Nullable DirectoryUnavailable failure) {
    meters.counter("messenger.sessions.refused", "cause", cause).increment();
    return RequestRefused.unavailable(detail, RETRY_AFTER, failure);
  }

  private String newId() {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
