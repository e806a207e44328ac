package org.plumbline.messenger.history.shards;

import java.util.List;

/**
 * Where one shard lies.
 *
 * @param shard from 0
 * @param from the store that it is in, or leaves
 * @param to the store that it goes to; the same one when it is settled
 * @param version rises by one with each change of this shard
 */
public record Placement(int shard, Phase phase, String from, String to, long version) {

  public Placement {
    if (from.equals(to) != (phase == Phase.SETTLED)) {
      throw new IllegalArgumentException(
          "placement of shard "
              + shard
              + ": "
              + phase
              + " from "
              + from
              + " to "
              + to
              + " (expected: one store when settled, else two)");
    }
  }

  /** The shard as it is before anything is moved. */
  public static Placement first(int shard, String store) {
    return new Placement(shard, Phase.SETTLED, store, store, 1);
  }

  /** The store that is asked; it has all of the shard. */
  public String readFrom() {
    return switch (phase) {
      case SETTLED, PLANNED, COPYING -> from;
      case SWITCHING, CLEARING -> to;
    };
  }

  /** The stores that a message goes to, in this order. */
  public List<String> writtenTo() {
    return switch (phase) {
      case SETTLED, PLANNED -> List.of(from);
      case COPYING, SWITCHING -> List.of(to, from);
      case CLEARING -> List.of(to);
    };
  }

  /** This settled shard, about to be moved. */
  Placement planned(String store) {
    return new Placement(shard, Phase.PLANNED, from, store, version + 1);
  }

  /** The next step of its move. */
  Placement next() {
    return switch (phase) {
      case SETTLED ->
          throw new IllegalStateException("shard " + shard + " is settled: nothing follows");
      case PLANNED -> new Placement(shard, Phase.COPYING, from, to, version + 1);
      case COPYING -> new Placement(shard, Phase.SWITCHING, from, to, version + 1);
      case SWITCHING -> new Placement(shard, Phase.CLEARING, from, to, version + 1);
      case CLEARING -> new Placement(shard, Phase.SETTLED, to, to, version + 1);
    };
  }
}
