package org.plumbline.messenger.history.shards;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The map that all nodes share, and the lease of the one that moves. A map is named by its home,
 * the store that held everything at first. Every method may throw {@link ShardMapUnavailable}; then
 * nothing is known of the effect.
 */
public interface ShardMapStore {

  /** Makes the map with all shards in the home, unless there is one. */
  void create(String home, int count);

  /** Tells which stores this node knows, in place of what it told before. */
  void announce(String home, String node, List<String> stores);

  /** The stores that each node knows, by the node's name; also of nodes that are gone. */
  Map<String, List<String>> announced(String home);

  /** All placements in the order of the shards; empty when there is no map. */
  List<Placement> load(String home);

  /** The home of a map in which this store holds a shard, or is about to, if there is one. */
  Optional<String> homeOf(String store);

  /**
   * Replaces the placements of these shards, each if it is still at the version before the given
   * one's; of several at once exactly one succeeds. All in one go: a write to the disk each would
   * take seconds for many.
   *
   * @return how many were replaced by this call
   */
  int replace(String home, List<Placement> placements);

  /** As above, for one shard. */
  default boolean replace(String home, Placement placement) {
    return replace(home, List.of(placement)) == 1;
  }

  /**
   * Takes the lease for so long from now on, or keeps it.
   *
   * @return whether this holder has it
   */
  boolean lease(String home, String holder, Duration time);

  /** Gives the lease back; nothing when another one holds it. */
  void release(String home, String holder);

  /** Who has the lease now. */
  Optional<String> holder(String home);
}
