package org.plumbline.messenger.history.shards;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.plumbline.messenger.history.HistoryStores;
import org.plumbline.messenger.history.HistoryUnavailable;
import org.plumbline.messenger.node.NodeConfig;
import org.plumbline.messenger.node.NodeRole;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks, on every worker, whether shards are to be moved, and moves them if no other node does. */
@Singleton
final class ShardLife implements ApplicationEventListener<ServerStartupEvent> {

  private static final Logger LOG = LoggerFactory.getLogger(ShardLife.class);

  /** A step under way may give its lease back within it. */
  private static final Duration END = Duration.ofSeconds(2);

  private final NodeConfig node;
  private final HistoryStores stores;
  private final ShardConfig config;
  private final ShardView view;
  private final ShardMover mover;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread =
      Thread.ofPlatform().name("shard-mover").daemon().unstarted(this::run);

  ShardLife(
      NodeConfig node,
      HistoryStores stores,
      ShardMapStore maps,
      ShardConfig config,
      ShardView view,
      ShardMeters meters) {
    this.node = node;
    this.stores = stores;
    this.config = config;
    this.view = view;
    this.mover =
        new ShardMover(stores, maps, config, meters, node.id(), System::nanoTime, this::pause);
  }

  @Override
  public void onApplicationEvent(ServerStartupEvent event) {
    if (node.has(NodeRole.WORKER) && stores.all().size() > 1) {
      thread.start();
    }
  }

  private void run() {
    try {
      while (!stopped.await(config.refresh().toNanos(), TimeUnit.NANOSECONDS)) {
        if (!view.last().unsettled().isEmpty()) {
          move();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void move() {
    try {
      mover.run();
    } catch (HistoryUnavailable | ShardMapUnavailable e) {
      LOG.warn("moving shards will be tried again: {}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("moving shards failed, and will be tried again", e);
    }
  }

  private void pause(long nanos) {
    try {
      if (stopped.await(nanos, TimeUnit.NANOSECONDS)) {
        throw new ShardMover.LeaseLost();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ShardMover.LeaseLost();
    }
  }

  @PreDestroy
  void stop() throws InterruptedException {
    stopped.countDown();
    if (thread.isAlive()) {
      var _ = thread.join(END);
    }
  }
}
