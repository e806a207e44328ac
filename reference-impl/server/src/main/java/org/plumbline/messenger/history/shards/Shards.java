package org.plumbline.messenger.history.shards;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.plumbline.messenger.history.HistoryStores;

/** What an operator sees of the shards, and how he spreads them over the stores. */
public final class Shards {

  private final HistoryStores stores;
  private final ShardMapStore maps;
  private final ShardView view;
  private final Supplier<Set<String>> liveNodes;

  Shards(
      HistoryStores stores, ShardMapStore maps, ShardView view, Supplier<Set<String>> liveNodes) {
    this.stores = stores;
    this.maps = maps;
    this.view = view;
    this.liveNodes = liveNodes;
  }

  /** A node that lives does not know all stores: it would write what nobody reads. */
  public static final class NodesDiffer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NodesDiffer(String message) {
      super(message);
    }
  }

  /**
   * The shards as the shared map has them now.
   *
   * @param stores how many shards are read from each of the configured stores
   * @param mover the node that moves shards, if one does
   */
  public record Overview(
      Map<String, Integer> stores, List<Placement> placements, Optional<String> mover) {}

  /**
   * The shards as they are.
   *
   * @throws ShardMapUnavailable when the map cannot be read
   */
  public Overview overview() {
    ShardMap map = map();
    return new Overview(
        map.shardsOf(stores.names()),
        map.placements(),
        isAlone() ? Optional.empty() : maps.holder(home()));
  }

  /**
   * Plans the fewest moves after which all configured stores hold equally many shards; a worker
   * carries them out by and by. Repeating it plans nothing twice.
   *
   * @return how many shards will be moved for this call
   * @throws ShardMapUnavailable when the map cannot be changed; the plan may stand all the same
   * @throws NodesDiffer when not all nodes know all stores; nothing is planned
   */
  public int rebalance() {
    if (isAlone()) {
      return 0;
    }
    requireKnownToAll();
    return maps.replace(home(), RebalancePlan.of(map(), stores.names()));
  }

  private void requireKnownToAll() {
    Map<String, List<String>> announced = maps.announced(home());
    for (String node : new TreeSet<>(liveNodes.get())) {
      List<String> known = announced.getOrDefault(node, List.of());
      if (!known.containsAll(stores.names())) {
        throw new NodesDiffer(
            "messenger.history.shards.stores of "
                + node
                + ": "
                + known
                + " (expected: as of this node, "
                + stores.names()
                + ")");
      }
    }
  }

  private ShardMap map() {
    return isAlone() ? view.last() : new ShardMap(maps.load(home()));
  }

  private boolean isAlone() {
    return stores.all().size() == 1;
  }

  private String home() {
    return stores.home().name();
  }
}
