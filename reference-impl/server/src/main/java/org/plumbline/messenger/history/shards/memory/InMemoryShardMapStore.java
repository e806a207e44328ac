package org.plumbline.messenger.history.shards.memory;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.messenger.history.shards.Placement;
import org.plumbline.messenger.history.shards.ShardMapStore;

/** Maps of shards in a map. */
@Singleton
@Requires(property = "messenger.servers", value = "memory")
public final class InMemoryShardMapStore implements ShardMapStore {

  private record Lease(String holder, Instant until) {}

  private final Map<String, List<Placement>> maps = new HashMap<>();
  private final Map<String, Map<String, List<String>>> nodes = new HashMap<>();
  private final Map<String, Lease> leases = new HashMap<>();
  private final InstantSource clock;

  public InMemoryShardMapStore(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public synchronized void create(String home, int count) {
    maps.computeIfAbsent(
        home,
        _ -> {
          List<Placement> placements = new ArrayList<>();
          for (int shard = 0; shard < count; shard++) {
            placements.add(Placement.first(shard, home));
          }
          return placements;
        });
  }

  @Override
  public synchronized void announce(String home, String node, List<String> stores) {
    nodes.computeIfAbsent(home, _ -> new HashMap<>()).put(node, List.copyOf(stores));
  }

  @Override
  public synchronized Map<String, List<String>> announced(String home) {
    return Map.copyOf(nodes.getOrDefault(home, Map.of()));
  }

  @Override
  public synchronized List<Placement> load(String home) {
    return List.copyOf(maps.getOrDefault(home, List.of()));
  }

  @Override
  public synchronized Optional<String> homeOf(String store) {
    return maps.entrySet().stream()
        .filter(
            map ->
                map.getValue().stream()
                    .anyMatch(each -> each.from().equals(store) || each.to().equals(store)))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  @Override
  public synchronized int replace(String home, List<Placement> changed) {
    List<Placement> placements = maps.getOrDefault(home, List.of());
    int replaced = 0;
    for (Placement each : changed) {
      if (each.shard() < placements.size()
          && placements.get(each.shard()).version() == each.version() - 1) {
        placements.set(each.shard(), each);
        replaced++;
      }
    }
    return replaced;
  }

  @Override
  public synchronized boolean lease(String home, String holder, Duration time) {
    Lease lease = leases.get(home);
    Instant now = clock.instant();
    if (lease != null && !lease.holder().equals(holder) && lease.until().isAfter(now)) {
      return false;
    }
    leases.put(home, new Lease(holder, now.plus(time)));
    return true;
  }

  @Override
  public synchronized void release(String home, String holder) {
    leases.computeIfPresent(home, (_, lease) -> lease.holder().equals(holder) ? null : lease);
  }

  @Override
  public synchronized Optional<String> holder(String home) {
    return Optional.ofNullable(leases.get(home))
        .filter(lease -> lease.until().isAfter(clock.instant()))
        .map(Lease::holder);
  }
}
