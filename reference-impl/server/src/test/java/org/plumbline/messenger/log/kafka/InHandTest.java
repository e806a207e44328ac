package org.plumbline.messenger.log.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InHandTest {

  private static final TopicPartition ONE = new TopicPartition("messages", 1);
  private static final TopicPartition TWO = new TopicPartition("messages", 2);

  private final InHand inHand = new InHand();

  private CompletableFuture<@Nullable Void> add(TopicPartition partition, long next) {
    CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
    inHand.add(partition, next, 10, done);
    return done;
  }

  @Test
  void shouldNeverCommitPastABatchThatIsNotDone() {
    CompletableFuture<@Nullable Void> first = add(ONE, 10);
    CompletableFuture<@Nullable Void> second = add(ONE, 20);
    CompletableFuture<@Nullable Void> other = add(TWO, 5);
    second.complete(null);
    other.complete(null);
    assertThat(inHand.takeCommittable()).containsOnly(java.util.Map.entry(TWO, at(5)));
    first.complete(null);
    assertThat(inHand.takeCommittable()).containsOnly(java.util.Map.entry(ONE, at(20)));
    assertThat(inHand.entries()).isZero();
  }

  @Test
  void shouldNeverCommitABatchThatFailed() {
    add(ONE, 10).completeExceptionally(new IllegalStateException("planted"));
    add(ONE, 20).complete(null);
    assertThat(inHand.takeCommittable()).isEmpty();
    assertThat(inHand.entries()).isEqualTo(20);
  }

  @Test
  void shouldForgetWhatIsNoLongerItsShare() {
    add(ONE, 10).complete(null);
    CompletableFuture<@Nullable Void> kept = add(TWO, 5);
    inHand.forget(List.of(ONE));
    assertThat(inHand.takeCommittable()).isEmpty();
    assertThat(inHand.entries()).isEqualTo(10);
    assertThat(inHand.all()).isNotDone();
    kept.complete(null);
    assertThat(inHand.all()).isDone();
  }

  private static OffsetAndMetadata at(long offset) {
    return new OffsetAndMetadata(offset);
  }
}
