package org.plumbline.messenger.history.shards;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.plumbline.protocol.ThreadId;

/**
 * Which shard lies where, as it was at one moment. Immutable.
 *
 * @param placements one for each shard, in their order
 */
public record ShardMap(List<Placement> placements) {

  public ShardMap {
    placements = List.copyOf(placements);
    if (placements.isEmpty()) {
      throw new IllegalArgumentException("placements: none (expected: one for each shard)");
    }
    for (int shard = 0; shard < placements.size(); shard++) {
      if (placements.get(shard).shard() != shard) {
        throw new IllegalArgumentException(
            "placements: "
                + placements.get(shard).shard()
                + " at place "
                + shard
                + " (expected: every shard once, in their order)");
      }
    }
  }

  /** All shards in one store. */
  static ShardMap allIn(String store, int count) {
    return new ShardMap(
        IntStream.range(0, count).mapToObj(shard -> Placement.first(shard, store)).toList());
  }

  /** The shard of the thread: the same on every node, for ever. */
  public int shardOf(ThreadId thread) {
    CRC32 hash = new CRC32();
    hash.update(thread.value().getBytes(StandardCharsets.UTF_8));
    return (int) (hash.getValue() % placements.size());
  }

  Placement of(ThreadId thread) {
    return placements.get(shardOf(thread));
  }

  /** The shards that are on their way. */
  List<Placement> unsettled() {
    return placements.stream().filter(each -> each.phase() != Phase.SETTLED).toList();
  }

  /** How many shards are read from each of these stores. */
  Map<String, Integer> shardsOf(List<String> stores) {
    Map<String, Integer> shards = new LinkedHashMap<>();
    stores.forEach(store -> shards.put(store, 0));
    placements.forEach(each -> shards.merge(each.readFrom(), 1, Integer::sum));
    return shards;
  }
}
