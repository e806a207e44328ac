package org.plumbline.messenger.history.shards;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A process' way to the shared map: every change is announced, and a dead one changes nothing. */
final class HookedMaps implements ShardMapStore {

  private final ShardMapStore maps;
  private final Runnable beforeChange;
  private final BooleanSupplier dead;

  HookedMaps(ShardMapStore maps, Runnable beforeChange, BooleanSupplier dead) {
    this.maps = maps;
    this.beforeChange = beforeChange;
    this.dead = dead;
  }

  @Override
  public void create(String home, int count) {
    maps.create(home, count);
  }

  @Override
  public void announce(String home, String node, List<String> stores) {
    maps.announce(home, node, stores);
  }

  @Override
  public Map<String, List<String>> announced(String home) {
    return maps.announced(home);
  }

  @Override
  public List<Placement> load(String home) {
    return maps.load(home);
  }

  @Override
  public Optional<String> homeOf(String store) {
    return maps.homeOf(store);
  }

  @Override
  public int replace(String home, List<Placement> placements) {
    beforeChange.run();
    return maps.replace(home, placements);
  }

  @Override
  public boolean lease(String home, String holder, Duration time) {
    return maps.lease(home, holder, time);
  }

  @Override
  public void release(String home, String holder) {
    if (!dead.getAsBoolean()) {
      maps.release(home, holder);
    }
  }

  @Override
  public Optional<String> holder(String home) {
    return maps.holder(home);
  }
}
