package org.plumbline.messenger.history.shards;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How the history is spread over stores. The same on all nodes: a store is added to the settings of
 * every node before shards are moved to it.
 *
 * @param stores the physical stores, the present one first; empty: that one alone. In Cassandra
 *     each is a keyspace
 * @param count logical shards; it stays for ever once there is a map
 * @param staleness how old a node's view of the map may be; each phase of a move waits so long
 * @param refresh how often a node looks at the map
 * @param together shards moved at the same time
 * @param copyRate most messages copied in a second
 * @param lease how long a mover that fell silent keeps others from going on
 */
@ConfigurationProperties("messenger.history.shards")
public record ShardConfig(
    @Bindable(defaultValue = "") List<String> stores,
    @Bindable(defaultValue = "64") int count,
    @Bindable(defaultValue = "10s") Duration staleness,
    @Bindable(defaultValue = "1s") Duration refresh,
    @Bindable(defaultValue = "8") int together,
    @Bindable(defaultValue = "2000") int copyRate,
    @Bindable(defaultValue = "30s") Duration lease) {

  /** The name goes into statements as it is: nothing but a plain name may pass. */
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,47}");

  private static final int COUNT_MAX = 4_096;
  private static final String PREFIX = "messenger.history.shards.";

  public ShardConfig {
    stores = stores.stream().map(String::strip).filter(each -> !each.isEmpty()).toList();
    for (String store : stores) {
      expect(
          NAME.matcher(store).matches(),
          "stores: '" + store + "'",
          "a small letter, then up to 47 small letters, digits or underscores");
    }
    expect(stores.stream().distinct().count() == stores.size(), "stores: " + stores, "each once");
    expect(count >= 1 && count <= COUNT_MAX, "count: " + count, "1 to " + COUNT_MAX);
    expect(
        stores.size() <= count, "stores: " + stores.size(), "at most one for each shard: " + count);
    expect(refresh.isPositive(), "refresh: " + refresh, "> 0s");
    expect(
        staleness.compareTo(refresh.multipliedBy(2)) >= 0,
        "staleness: " + staleness,
        "at least twice the refresh of " + refresh);
    expect(together >= 1, "together: " + together, ">= 1");
    expect(copyRate >= 1, "copy-rate: " + copyRate, ">= 1");
    expect(lease.toSeconds() >= 1, "lease: " + lease, ">= 1s");
  }

  /** The stores, where the present one may go without saying. */
  public List<String> storesOr(String present) {
    if (stores.isEmpty()) {
      return List.of(present);
    }
    expect(
        stores.getFirst().equals(present),
        "stores: " + stores,
        "first the one that holds the history now: " + present);
    return stores;
  }

  private static void expect(boolean condition, String found, String expected) {
    if (!condition) {
      throw new IllegalArgumentException(PREFIX + found + " (expected: " + expected + ")");
    }
  }
}
