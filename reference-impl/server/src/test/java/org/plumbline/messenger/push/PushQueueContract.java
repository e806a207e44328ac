package org.plumbline.messenger.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/** What every queue of notes does. Its limit of notes in hand is that of {@link PushSettings}. */
public interface PushQueueContract {

  Duration PATIENCE = Duration.ofSeconds(30);
  UserId ANN = new UserId("ann");

  /** A new queue, stopped by whoever gives it. */
  PushQueue queue();

  @Test
  default void shouldHandOnNotesOfUserInTheirOrder() {
    PushQueue queue = queue();
    UserId user = someone();
    List<MissedMessage> notes = notes(user, 20);
    assertThat(queue.add(notes)).succeedsWithin(PATIENCE);
    Taking worker = new Taking(CompletableFuture.completedFuture(null));

    queue.work(worker);
    await(() -> worker.taken.size() >= 20);

    assertThat(worker.taken).containsExactlyElementsOf(notes);
    queue.stop();
  }

  @Test
  default void shouldHandOnNoMoreWhenTooManyAreInHand() {
    PushQueue queue = queue();
    List<MissedMessage> notes = notes(someone(), 2_000);
    assertThat(queue.add(notes)).succeedsWithin(PATIENCE);
    CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
    Taking worker = new Taking(done);

    queue.work(worker);
    await(() -> worker.taken.size() >= 100);
    LockSupport.parkNanos(Duration.ofMillis(500).toNanos());

    assertThat(worker.taken.size()).as("one batch at most beyond the limit").isLessThan(700);
    done.complete(null);
    await(() -> worker.taken.size() >= 2_000);
    queue.stop();
  }

  /** Takes notes, and is done with all of them when the future says so. */
  final class Taking implements PushQueue.Worker {
    private final CompletableFuture<@Nullable Void> done;
    private final List<MissedMessage> taken = new CopyOnWriteArrayList<>();

    public Taking(CompletableFuture<@Nullable Void> done) {
      this.done = done;
    }

    public List<MissedMessage> taken() {
      return taken;
    }

    @Override
    public CompletableFuture<@Nullable Void> take(List<MissedMessage> notes) {
      taken.addAll(notes);
      return done;
    }
  }

  /** So many notes of this user, seq 0 and on. */
  static List<MissedMessage> notes(UserId user, int count) {
    List<MissedMessage> notes = new ArrayList<>();
    for (int seq = 0; seq < count; seq++) {
      notes.add(
          new MissedMessage(
              user,
              ThreadId.direct(ANN, user),
              ANN,
              seq,
              "text",
              "",
              List.of(new DeviceId("phone")),
              false,
              1_000,
              2_000));
    }
    return notes;
  }

  /** A user whom nobody else has. */
  static UserId someone() {
    return new UserId(UUID.randomUUID().toString());
  }

  /** Waits, bounded. */
  static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("the condition in time").isLessThan(deadline);
      LockSupport.parkNanos(5_000_000);
    }
  }
}
