package org.plumbline.messenger.push;

import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.device.PushDevice;
import org.plumbline.messenger.device.PushDeviceStore;
import org.plumbline.messenger.device.PushProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One lane for each provider, so that a slow one holds up no other. */
public final class PushLanes implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PushLanes.class);

  private final Map<PushProvider, PushLane> lanes = new EnumMap<>(PushProvider.class);
  private final PushMeters meters;

  public PushLanes(
      PushConfig config,
      List<PushSender> senders,
      PushDeviceStore store,
      PushDecision decision,
      PushMeters meters,
      InstantSource clock,
      RandomGenerator random) {
    this.meters = meters;
    for (PushSender sender : senders) {
      lanes.put(
          sender.provider(),
          new PushLane(config, sender, store, decision::isToTell, meters, clock, random));
    }
  }

  /** Completes when the device was told, or never will be. */
  CompletableFuture<@Nullable Void> offer(PushDevice device, MissedMessage note, int count) {
    PushProvider provider = device.address().provider();
    PushLane lane = lanes.get(provider);
    if (lane == null) {
      LOG.warn("{} is not set up on this node, so no push", provider.id());
      meters.count(provider, PushMeters.Outcome.GAVE_UP);
      return CompletableFuture.completedFuture(null);
    }
    return lane.offer(device, note, count);
  }

  @Override
  public void close() {
    lanes.values().forEach(PushLane::close);
  }
}
