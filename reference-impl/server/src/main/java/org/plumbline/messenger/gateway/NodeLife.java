package org.plumbline.messenger.gateway;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.plumbline.messenger.delivery.MessageJourney;
import org.plumbline.messenger.directory.DirectoryUnavailable;
import org.plumbline.messenger.directory.NodeRefused;
import org.plumbline.messenger.directory.NodeRegistry;
import org.plumbline.messenger.directory.SessionDirectory;
import org.plumbline.messenger.directory.Standing;
import org.plumbline.messenger.identity.TrustedTime;
import org.plumbline.messenger.link.NodeLink;
import org.plumbline.messenger.log.MessageLog;
import org.plumbline.messenger.node.NodeConfig;
import org.plumbline.messenger.node.NodeRole;
import org.plumbline.messenger.presence.Presence;
import org.plumbline.messenger.session.Session;
import org.plumbline.messenger.session.SessionConfig;
import org.plumbline.messenger.session.Sessions;
import org.plumbline.protocol.CloseCode;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.UserId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The node among the others: announces itself, restores its sessions when the directory lost them,
 * sweeps out sessions that ended unseen, and leaves in order.
 */
@Singleton
final class NodeLife implements ApplicationEventListener<ServerStartupEvent> {

  private static final Logger LOG = LoggerFactory.getLogger(NodeLife.class);
  private static final Duration ANNOUNCE_EVERY =
      Duration.ofMillis(NodeRegistry.TIME_TO_LIVE_MILLIS / 3);
  private static final Duration SWEEP_EVERY = Duration.ofSeconds(1);

  private static final int RESTORE_BATCH = 500;

  private final NodeConfig node;
  private final SessionConfig config;
  private final NodeRegistry registry;
  private final Standing standing;
  private final SessionDirectory directory;
  private final Presence presence;
  private final Sessions sessions;
  private final ResyncTeller resyncs;
  private final IdMarking ids;
  private final NodeLink links;
  private final MessageLog log;
  private final MessageJourney journey;
  private final MessageLog.Worker worker;
  private final TrustedTime time;
  private final ScheduledExecutorService schedule =
      Executors.newScheduledThreadPool(
          2, Thread.ofPlatform().name("node-life-", 0).daemon(true).factory());
  private boolean toRestore;
  private final SeenRound seen = new SeenRound();

  NodeLife(
      NodeConfig node,
      SessionConfig config,
      NodeRegistry registry,
      Standing standing,
      SessionDirectory directory,
      Presence presence,
      Sessions sessions,
      ResyncTeller resyncs,
      IdMarking ids,
      NodeLink links,
      MessageLog log,
      MessageJourney journey,
      MessageLog.Worker worker,
      TrustedTime time) {
    this.node = node;
    this.config = config;
    this.registry = registry;
    this.standing = standing;
    this.directory = directory;
    this.presence = presence;
    this.sessions = sessions;
    this.resyncs = resyncs;
    this.ids = ids;
    this.links = links;
    this.log = log;
    this.journey = journey;
    this.worker = worker;
    this.time = time;
  }

  @Override
  public void onApplicationEvent(ServerStartupEvent event) {
    links.listen(journey);
    enter();
    if (node.has(NodeRole.WORKER)) {
      log.work(worker);
    }
    long every = ANNOUNCE_EVERY.toMillis();
    var _ = schedule.scheduleWithFixedDelay(this::announce, every, every, TimeUnit.MILLISECONDS);
    long sweep = SWEEP_EVERY.toMillis();
    var _ = schedule.scheduleWithFixedDelay(this::sweep, sweep, sweep, TimeUnit.MILLISECONDS);
  }

  /** Fails the start when another node has this one's number. */
  private void enter() {
    try {
      var _ = registry.announce();
      ids.keep();
      standing.takenIn();
    } catch (NodeRefused e) {
      throw new IllegalStateException(e.getMessage(), e);
    } catch (DirectoryUnavailable e) {
      LOG.warn("not announced: {}", e.getMessage());
    }
  }

  private void announce() {
    boolean overdue = standing.isOverdue();
    try {
      if (!registry.announce()) {
        LOG.warn("the directory no longer knew this node: its sessions are recorded again");
        toRestore = true;
      }
      ids.keep();
      if (!overdue) {
        standing.takenIn();
      }
      if (toRestore) {
        restore();
        toRestore = false;
      }
      // After a pause only now: until here, devices may have newer sessions elsewhere.
      standing.takenIn();
    } catch (NodeRefused e) {
      LOG.error("this process is no longer its node, and sends its devices away", e);
      standing.refused();
      sessions
          .all()
          .forEach(each -> each.close(CloseCode.DIRECTORY_LOST, "another process is this node"));
    } catch (DirectoryUnavailable e) {
      standing.looked();
      LOG.warn("not announced: {}", e.getMessage());
    } catch (RuntimeException e) {
      // A scheduled task that throws is never run again.
      LOG.error("announcing failed", e);
    }
  }

  /** What was handed out while the directory did not know them is found by a sync. */
  private void restore() {
    List<Session> all = List.copyOf(sessions.all());
    for (int from = 0; from < all.size(); from += RESTORE_BATCH) {
      List<Session> part = all.subList(from, Math.min(all.size(), from + RESTORE_BATCH));
      Map<SessionDirectory.Session, Session> byEntry = new HashMap<>();
      part.forEach(
          each ->
              byEntry.put(
                  new SessionDirectory.Session(each.user(), each.device(), each.epoch()), each));
      for (SessionDirectory.Session replaced : directory.restore(List.copyOf(byEntry.keySet()))) {
        Session session = byEntry.remove(replaced);
        if (session != null) {
          session.close(CloseCode.REPLACED, "a newer session of this device");
        }
      }
      byEntry.values().forEach(each -> each.offer(new ServerFrame.Resync("directory restored")));
      standing.looked();
    }
  }

  private void sweep() {
    try {
      long now = time.millis();
      List<UserId> here = new ArrayList<>();
      for (Session session : sessions.all()) {
        if (now - session.lastSignOfLifeMillis() > config.heartbeatTimeout().toMillis()) {
          session.close(CloseCode.HEARTBEAT_MISSED, "not heard of for too long");
        } else if (session.tokenExpirySeconds() * 1000 <= now) {
          session.close(CloseCode.TOKEN_ENDED, "the token has ended");
        } else {
          here.add(session.user());
        }
      }
      List<UserId> due = seen.next(here);
      if (!due.isEmpty()) {
        presence.seen(due, now);
      }
      resyncs.tell();
    } catch (DirectoryUnavailable e) {
      LOG.debug("the directory did not answer the sweep: {}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("the sweep failed", e);
    }
  }

  /** In order: no new work from the log, then the sockets, then out of the directory. */
  @PreDestroy
  void leave() {
    schedule.shutdown();
    log.stop();
    for (Session session : sessions.all()) {
      session.close(CloseCode.GOING_AWAY, "this node stops");
    }
    try {
      registry.withdraw();
    } catch (DirectoryUnavailable e) {
      LOG.warn("not withdrawn; the others find out by themselves: {}", e.getMessage());
    }
  }
}
