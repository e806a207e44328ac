package org.plumbline.messenger.media;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.plumbline.messenger.media.MediaMeters.Outcome;
import org.plumbline.messenger.node.NodeConfig;
import org.plumbline.messenger.node.NodeRole;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what no message refers to, what was refused, and uploads of which a checked copy exists.
 * Nodes may do it at the same time: every step can be repeated. An object goes before its record,
 * so that a crash in between leaves a record that is swept again.
 */
@Singleton
public final class MediaSweep implements ApplicationEventListener<ServerStartupEvent> {

  private static final Logger LOG = LoggerFactory.getLogger(MediaSweep.class);

  /** An upload that began just before its request ended may still be under way for so long. */
  private static final Duration LATE_UPLOAD = Duration.ofMinutes(10);

  private final NodeConfig node;
  private final MediaConfig config;
  private final MediaRecords records;
  private final MediaStore store;
  private final MediaMeters meters;
  private final InstantSource clock;
  private final ScheduledExecutorService schedule =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("media-sweep").daemon(true).factory());

  public MediaSweep(
      NodeConfig node,
      MediaConfig config,
      MediaRecords records,
      MediaStore store,
      MediaMeters meters,
      InstantSource clock) {
    this.node = node;
    this.config = config;
    this.records = records;
    this.store = store;
    this.meters = meters;
    this.clock = clock;
  }

  @Override
  public void onApplicationEvent(ServerStartupEvent event) {
    if (node.has(NodeRole.WORKER)) {
      long every = config.sweepInterval().toMillis();
      var _ = schedule.scheduleWithFixedDelay(this::run, every, every, TimeUnit.MILLISECONDS);
    }
  }

  private void run() {
    try {
      sweep();
    } catch (MediaUnavailable e) {
      LOG.warn("media not swept: {}", e.getMessage());
    } catch (RuntimeException e) {
      // A scheduled task that throws is never run again.
      LOG.error("sweeping media failed", e);
    }
  }

  /** One sweep, at most a batch of each. */
  void sweep() {
    long now = clock.millis();
    long ended = now - config.uploadExpiry().plus(LATE_UPLOAD).toMillis();
    int batch = config.sweepBatch();
    meters.count(
        Outcome.ORPHANED, records.doomOrphans(now - config.orphanAfter().toMillis(), batch));
    for (MediaRecord doomed : records.doomed(ended, batch)) {
      store.delete(doomed.uploadKey());
      store.delete(doomed.key());
      records.remove(doomed.id());
    }
    for (MediaRecord checked : records.uncleared(ended, batch)) {
      store.delete(checked.uploadKey());
      records.cleared(checked.id());
    }
  }

  @PreDestroy
  void stop() {
    schedule.shutdown();
  }
}
