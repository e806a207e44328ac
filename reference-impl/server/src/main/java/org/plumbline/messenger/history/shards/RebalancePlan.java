package org.plumbline.messenger.history.shards;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which shards go where, so that all stores hold the same number, give or take one, by the fewest
 * moves: of S shards on N stores about S/N move when the Nth is added, all of them to it. A store
 * that has given shards away is never given one later, as long as stores are only added; it could
 * not take one back, since what it removed stays removed.
 */
final class RebalancePlan {

  private RebalancePlan() {}

  /**
   * The placements that change, each at its next version. What is on its way already counts where
   * it goes.
   *
   * @throws IllegalArgumentException when the map speaks of a store that is not among these
   */
  static List<Placement> of(ShardMap map, List<String> stores) {
    Map<String, List<Placement>> settled = new LinkedHashMap<>();
    Map<String, Integer> held = new LinkedHashMap<>();
    for (String store : stores) {
      settled.put(store, new ArrayList<>());
      held.put(store, 0);
    }
    for (Placement each : map.placements()) {
      List<Placement> there = settled.get(each.to());
      if (there == null || !held.containsKey(each.from())) {
        throw new IllegalArgumentException(
            "messenger.history.shards.stores: "
                + stores
                + " (expected: also "
                + (there == null ? each.to() : each.from())
                + ", which holds shard "
                + each.shard()
                + ")");
      }
      held.merge(each.to(), 1, Integer::sum);
      if (each.phase() == Phase.SETTLED) {
        there.add(each);
      }
    }
    Map<String, Integer> wanted = wanted(held, map.placements().size());
    List<Placement> moved = new ArrayList<>();
    for (String giver : stores) {
      List<Placement> movable = settled.getOrDefault(giver, List.of());
      int surplus = held.getOrDefault(giver, 0) - wanted.getOrDefault(giver, 0);
      for (int given = 0; given < Math.min(surplus, movable.size()); given++) {
        String taker = neediest(held, wanted);
        moved.add(movable.get(movable.size() - 1 - given).planned(taker));
        held.merge(taker, 1, Integer::sum);
      }
    }
    return moved;
  }

  /** Those that have most keep the one more that a store may have. */
  private static Map<String, Integer> wanted(Map<String, Integer> held, int shards) {
    Map<String, Integer> wanted = new LinkedHashMap<>();
    List<String> fullestFirst =
        held.keySet().stream()
            .sorted(Comparator.comparing((String store) -> held.getOrDefault(store, 0)).reversed())
            .toList();
    int more = shards % held.size();
    for (String store : fullestFirst) {
      wanted.put(store, shards / held.size() + (wanted.size() < more ? 1 : 0));
    }
    return wanted;
  }

  private static String neediest(Map<String, Integer> held, Map<String, Integer> wanted) {
    String neediest = "";
    int most = 0;
    for (Map.Entry<String, Integer> want : wanted.entrySet()) {
      int lacking = want.getValue() - held.getOrDefault(want.getKey(), 0);
      if (lacking > most) {
        most = lacking;
        neediest = want.getKey();
      }
    }
    if (neediest.isEmpty()) {
      throw new IllegalStateException("no store lacks a shard: " + held + " of " + wanted);
    }
    return neediest;
  }
}
