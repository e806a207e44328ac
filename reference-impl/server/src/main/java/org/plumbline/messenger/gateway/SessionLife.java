package org.plumbline.messenger.gateway;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.account.Identity;
import org.plumbline.messenger.account.Revocations;
import org.plumbline.messenger.directory.DirectoryUnavailable;
import org.plumbline.messenger.directory.SessionDirectory;
import org.plumbline.messenger.directory.SessionDirectory.Registration;
import org.plumbline.messenger.directory.Standing;
import org.plumbline.messenger.identity.TrustedTime;
import org.plumbline.messenger.node.NodeConfig;
import org.plumbline.messenger.presence.Presence;
import org.plumbline.messenger.presence.PresenceWatch;
import org.plumbline.messenger.push.Unheard;
import org.plumbline.messenger.session.Connection;
import org.plumbline.messenger.session.Session;
import org.plumbline.messenger.session.SessionConfig;
import org.plumbline.messenger.session.Sessions;
import org.plumbline.protocol.CloseCode;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.UserId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A session from its record in the directory to its end. */
@Singleton
public final class SessionLife {

  private static final Logger LOG = LoggerFactory.getLogger(SessionLife.class);
  private static final AttributeKey<NettyConnection> CONNECTION =
      AttributeKey.valueOf("messenger-connection");

  private final NodeConfig node;
  private final Writes writes;
  private final SessionConfig config;
  private final HandshakeConfig closing;
  private final DrainState drain;
  private final SessionDirectory directory;
  private final Standing standing;
  private final Registrar registrar;
  private final Sessions sessions;
  private final Presence presence;
  private final PresenceWatch watch;
  private final Revocations revocations;
  private final Unheard unheard;
  private final GatewayMeters meters;
  private final TrustedTime time;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

  SessionLife(
      NodeConfig node,
      Writes writes,
      SessionConfig config,
      HandshakeConfig closing,
      DrainState drain,
      SessionDirectory directory,
      Standing standing,
      Registrar registrar,
      Sessions sessions,
      Presence presence,
      PresenceWatch watch,
      Revocations revocations,
      Unheard unheard,
      GatewayMeters meters,
      TrustedTime time) {
    this.node = node;
    this.writes = writes;
    this.config = config;
    this.closing = closing;
    this.drain = drain;
    this.directory = directory;
    this.standing = standing;
    this.registrar = registrar;
    this.sessions = sessions;
    this.presence = presence;
    this.watch = watch;
    this.revocations = revocations;
    this.unheard = unheard;
    this.meters = meters;
    this.time = time;
  }

  static @Nullable Session sessionOf(Channel channel) {
    NettyConnection connection = channel.attr(CONNECTION).get();
    return connection == null ? null : connection.session();
  }

  /** The connection of a channel that has a session. */
  static NettyConnection connectionOf(Channel channel) {
    return Objects.requireNonNull(channel.attr(CONNECTION).get());
  }

  /** Makes a session, and records it if it is recorded before its device is greeted; blocks. */
  public Registration register(Identity identity) {
    if (drain.isDraining()) {
      throw new DirectoryUnavailable(
          "this node is about to stop", new IllegalStateException("draining"));
    }
    if (!standing.counts()) {
      throw new DirectoryUnavailable(
          "this process does not count as node " + node.id() + " now: what it records is void");
    }
    return registrar.before(identity);
  }

  /** The device went away before its socket stood. */
  void abandon(Identity identity, long epoch) {
    executor.execute(() -> unregister(identity.user(), identity, epoch));
  }

  /** The socket stands: on its event loop. */
  void opened(Channel channel, Identity identity, Registration registration) {
    NettyConnection connection =
        new NettyConnection(channel, writes.of(channel), closing.closeWithin());
    Session session = session(identity, registration, connection);
    connection.carry(session);
    channel.attr(CONNECTION).set(connection);
    begin(session, identity, registration);
    if (!channel.isActive()) {
      ended(session);
    }
  }

  /** A session over this connection, greeted and known to the node. */
  public Session opened(Connection connection, Identity identity, Registration registration) {
    Session session = session(identity, registration, connection);
    begin(session, identity, registration);
    return session;
  }

  private Session session(Identity identity, Registration registration, Connection connection) {
    return new Session(
        identity.user(),
        identity.device(),
        registration.epoch(),
        identity.expiryEpochSeconds(),
        identity.login(),
        config.outboundBytesMax(),
        connection,
        time.millis());
  }

  private void begin(Session session, Identity identity, Registration registration) {
    session.offer(
        new ServerFrame.Welcome(
            session.user(),
            session.device(),
            node.id(),
            session.epoch(),
            config.heartbeatInterval().toMillis()));
    sessions.add(session);
    if (revocations.isEnded(identity)) {
      // It ended between the token's check and now: then nobody found the session to close it.
      session.close(CloseCode.TOKEN_ENDED, "the login was ended");
    }
    executor.execute(
        () -> {
          registrar.after(session, registration);
          announce(session.user());
        });
  }

  /** The connection is gone. */
  public void ended(Session session) {
    boolean byReset = !session.isClosed();
    session.markClosed();
    sessions.remove(session);
    meters.ended(session.closedWith());
    watch.unwatch(session);
    unheard.ended(session, byReset);
    long seenAt = time.millis();
    executor.execute(
        () -> {
          try {
            directory.unregister(session.user(), session.device(), session.epoch());
            presence.seen(List.of(session.user()), seenAt);
          } catch (DirectoryUnavailable e) {
            // The entry stays until its node's incarnation ends or the device registers anew; who
            // hands something to it finds no session of that epoch.
            LOG.debug("session of {} not unregistered: {}", session.user(), e.getMessage());
          }
          announce(session.user());
        });
  }

  private void unregister(UserId user, Identity identity, long epoch) {
    try {
      directory.unregister(user, identity.device(), epoch);
    } catch (DirectoryUnavailable e) {
      LOG.debug("session of {} not unregistered: {}", user, e.getMessage());
    }
  }

  private void announce(UserId user) {
    try {
      presence.announceChange(user);
    } catch (DirectoryUnavailable e) {
      // The watchers' sweep finds the change.
      LOG.debug("change of {} not announced: {}", user, e.getMessage());
    }
  }
}
