package org.plumbline.capacity.formula;

import org.plumbline.capacity.quantity.Count;
import org.plumbline.capacity.quantity.DataSize;
import org.plumbline.capacity.quantity.TimeSpan;

/** How much is kept, in how many pieces, and when they are full. */
public final class Storage {
  private Storage() {}

  /** Data of a day x days kept (s0 line 32, s1 line 28, s3 line 21, s4 line 39). */
  public static DataSize kept(DataSize perDay, TimeSpan retention) {
    return perDay.times(retention.days());
  }

  /** The same data on each of so many replicas (s1 line 159). */
  public static DataSize replicated(DataSize data, double replicationFactor) {
    return data.times(replicationFactor);
  }

  /** Payload grown by the metadata that each row carries (left out by s1 29 and s3 22). */
  public static DataSize withMetadata(DataSize payload, DataSize meanMessage, DataSize metadata) {
    return payload.times(meanMessage.plus(metadata).dividedBy(meanMessage));
  }

  /** Data over the size of a shard (s1 line 137, s3 line 71); a part of a shard is a shard. */
  public static Count shards(DataSize data, DataSize shard) {
    return new Count(data.dividedBy(shard), "shards");
  }

  /** How full the shards are; above 1 they overflow (s1 line 137). */
  public static double shardFill(DataSize data, double shards, DataSize shard) {
    return data.dividedBy(shard.times(shards));
  }

  /** How long a fixed number of shards takes what is added each day (s1 line 141). */
  public static TimeSpan timeUntilFull(double shards, DataSize shard, DataSize perDay) {
    return TimeSpan.ofDays(shard.times(shards).dividedBy(perDay));
  }

  /** Stored bytes per byte of data under Reed-Solomon (s1 line 159): (data + parity) / data. */
  public static double reedSolomonOverhead(int dataBlocks, int parityBlocks) {
    return (double) (dataBlocks + parityBlocks) / dataBlocks;
  }

  /** Rows that one group's partition gains in a time (s1 line 165, s2 line 65). */
  public static Count groupRows(double members, double messagesPerMemberAndDay, TimeSpan span) {
    return new Count(members * messagesPerMemberAndDay * span.days(), "rows");
  }

  /** When a group's partition reaches a number of rows. */
  public static TimeSpan timeUntilRows(
      double rows, double members, double messagesPerMemberAndDay) {
    return TimeSpan.ofDays(rows / (members * messagesPerMemberAndDay));
  }

  /** Recent messages kept for each cached user (s1 line 149, s3 line 77). */
  public static DataSize recentsCache(
      double users, double conversations, double messagesEach, DataSize meanMessage) {
    return meanMessage.times(users * conversations * messagesEach);
  }

  /** Memory of a session registry with some keys per user (s0 lines 76 to 83). */
  public static DataSize registryMemory(double users, double keysPerUser, DataSize perKey) {
    return perKey.times(users * keysPerUser);
  }

  /** Two users' histories on their own shards need each message twice (s1 line 137). */
  public static DataSize copiesPerParticipant(DataSize payload, int participants) {
    return payload.times(participants);
  }
}
