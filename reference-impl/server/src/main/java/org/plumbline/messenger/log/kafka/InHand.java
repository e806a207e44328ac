package org.plumbline.messenger.log.kafka;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The batches taken and not yet safe. The offset committed for a partition never passes a batch
 * that is not done, so a crash leads to reading again, never to a loss. Used by the polling thread
 * alone.
 */
public final class InHand {

  private record Batch(
      TopicPartition partition, long next, int size, CompletableFuture<@Nullable Void> done) {}

  private final ArrayDeque<Batch> batches = new ArrayDeque<>();
  private int entries;

  /** In the order of each partition's offsets; {@code next} is the one behind the batch. */
  public void add(
      TopicPartition partition, long next, int size, CompletableFuture<@Nullable Void> done) {
    batches.add(new Batch(partition, next, size, done));
    entries += size;
  }

  /** How many were taken and are not safe. */
  public int entries() {
    return entries;
  }

  /** Takes out what is done and no longer behind an undone batch of its partition. */
  public Map<TopicPartition, OffsetAndMetadata> takeCommittable() {
    Map<TopicPartition, OffsetAndMetadata> committable = new HashMap<>();
    Map<TopicPartition, Boolean> blocked = new HashMap<>();
    for (Iterator<Batch> each = batches.iterator(); each.hasNext(); ) {
      Batch batch = each.next();
      if (!batch.done().isDone() || batch.done().isCompletedExceptionally()) {
        blocked.put(batch.partition(), true);
      } else if (!blocked.containsKey(batch.partition())) {
        committable.put(batch.partition(), new OffsetAndMetadata(batch.next()));
        entries -= batch.size();
        each.remove();
      }
    }
    return committable;
  }

  /** Forgets partitions that are no longer ours: their new owner reads what was not committed. */
  public void forget(Collection<TopicPartition> partitions) {
    batches.removeIf(
        batch -> {
          boolean gone = partitions.contains(batch.partition());
          if (gone) {
            entries -= batch.size();
          }
          return gone;
        });
  }

  /** Completes when every batch is done. */
  public CompletableFuture<@Nullable Void> all() {
    return CompletableFuture.allOf(
            batches.stream().map(Batch::done).toArray(CompletableFuture[]::new))
        .<@Nullable Void>thenApply(_ -> null);
  }
}
