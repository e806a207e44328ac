package org.plumbline.messenger.gateway;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerShutdownEvent;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.plumbline.messenger.delivery.Receipts;
import org.plumbline.messenger.log.MessageLog;
import org.plumbline.messenger.session.Session;
import org.plumbline.messenger.session.Sessions;
import org.plumbline.protocol.CloseCode;
import org.plumbline.protocol.ServerFrame;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens between SIGTERM and the end of a node, while its port still answers. New sessions
 * are refused and readiness is down; the log's other workers take over the node's share, once what
 * is in hand is safe; each device is told to come back, at a random time of the window, and is
 * closed a moment later. So no device loses what it was told is sent, and they do not all come to
 * the other nodes at once.
 */
final class Drain implements ApplicationEventListener<ServerShutdownEvent> {

  private static final Logger LOG = LoggerFactory.getLogger(Drain.class);
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final Duration CLOSED_WITHIN = Duration.ofSeconds(4);
  private static final Duration LOG_LEFT_WITHIN = Duration.ofSeconds(12);

  private record Leaving(Session session, long atNanos) {}

  private final DrainConfig config;
  private final DrainState state;
  private final Sessions sessions;
  private final MessageLog log;
  private final Receipts receipts;
  private final RandomGenerator random;
  private final LongSupplier nanoTime;

  Drain(
      DrainConfig config,
      DrainState state,
      Sessions sessions,
      MessageLog log,
      Receipts receipts,
      RandomGenerator random,
      LongSupplier nanoTime) {
    this.config = config;
    this.state = state;
    this.sessions = sessions;
    this.log = log;
    this.receipts = receipts;
    this.random = random;
    this.nanoTime = nanoTime;
  }

  @Override
  public void onApplicationEvent(ServerShutdownEvent event) {
    state.begin();
    Thread leavingTheLog = Thread.ofVirtual().name("leaving-the-log").start(log::stop);
    try {
      sendAway();
      awaitClosed();
      receipts.flush();
      if (!leavingTheLog.join(LOG_LEFT_WITHIN)) {
        LOG.warn("the log was not left within {}; its others wait for this node", LOG_LEFT_WITHIN);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void sendAway() throws InterruptedException {
    Duration window = config.window(sessions.count());
    Deque<Leaving> toGreet = new ArrayDeque<>(leaving(window.toNanos()));
    Deque<Leaving> toClose = new ArrayDeque<>();
    LOG.info("{} devices are sent away over {}", toGreet.size(), window);
    while (!toGreet.isEmpty() || !toClose.isEmpty()) {
      long now = nanoTime.getAsLong();
      while (!toGreet.isEmpty() && toGreet.getFirst().atNanos() - now <= 0) {
        Leaving next = toGreet.removeFirst();
        long backAfter = random.nextLong(config.farewell().toMillis() + 1);
        next.session().offer(new ServerFrame.Goodbye(backAfter));
        toClose.addLast(new Leaving(next.session(), now + config.farewell().toNanos()));
      }
      while (!toClose.isEmpty() && toClose.getFirst().atNanos() - now <= 0) {
        close(toClose.removeFirst().session());
      }
      TimeUnit.NANOSECONDS.sleep(TICK_NANOS);
    }
    // Those whose upgrade was under way when the draining began.
    sessions.all().forEach(Drain::close);
  }

  private List<Leaving> leaving(long windowNanos) {
    long now = nanoTime.getAsLong();
    List<Leaving> all = new ArrayList<>();
    for (Session session : sessions.all()) {
      all.add(new Leaving(session, now + random.nextLong(windowNanos + 1)));
    }
    all.sort(Comparator.comparingLong(each -> each.atNanos() - now));
    return all;
  }

  private static void close(Session session) {
    session.close(CloseCode.GOING_AWAY, "this node stops");
  }

  private void awaitClosed() throws InterruptedException {
    long deadline = nanoTime.getAsLong() + CLOSED_WITHIN.toNanos();
    while (sessions.count() > 0 && nanoTime.getAsLong() - deadline < 0) {
      TimeUnit.NANOSECONDS.sleep(TICK_NANOS);
    }
  }
}
