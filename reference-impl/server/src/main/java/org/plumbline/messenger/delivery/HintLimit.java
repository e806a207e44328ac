package org.plumbline.messenger.delivery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.util.function.LongSupplier;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/** Lets through as many typing hints as {@link TypingConfig} says. Safe to share. */
final class HintLimit {

  /** More devices than write at once on a node; a forgotten one may hint once more. */
  private static final int DEVICES_MAX = 50_000;

  private record Device(UserId user, DeviceId device) {}

  private record Place(Device device, ThreadId thread) {}

  private record Told(boolean active, int hints) {}

  private final int threadsMax;
  private final Cache<Place, Told> told;
  private final Cache<Device, Integer> threads;

  HintLimit(TypingConfig config, LongSupplier nanoTime) {
    this.threadsMax = config.threadsMax();
    this.told =
        Caffeine.newBuilder()
            .maximumSize(DEVICES_MAX)
            .expireAfter(Expiry.<Place, Told>creating((_, _) -> config.interval()))
            .ticker(nanoTime::getAsLong)
            .build();
    this.threads =
        Caffeine.newBuilder()
            .maximumSize(DEVICES_MAX)
            .expireAfter(Expiry.<Device, Integer>creating((_, _) -> config.interval()))
            .ticker(nanoTime::getAsLong)
            .build();
  }

  /** Whether the others may be told. */
  boolean admits(UserId user, DeviceId device, ThreadId thread, boolean active) {
    Device from = new Device(user, device);
    Place place = new Place(from, thread);
    Told before = told.getIfPresent(place);
    if (before == null) {
      if (threads.asMap().merge(from, 1, Integer::sum) > threadsMax) {
        return false;
      }
      told.put(place, new Told(active, 1));
      return true;
    }
    if (before.active() == active || before.hints() > 1) {
      return false;
    }
    told.put(place, new Told(active, 2));
    return true;
  }
}
