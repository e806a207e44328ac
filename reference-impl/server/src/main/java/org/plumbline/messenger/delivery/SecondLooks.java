package org.plumbline.messenger.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Gathers rounds whose second look is due, so that one question to the directory serves all of
 * them: nobody waits for a second look but the log's offset. What waits here is bounded by what the
 * log lets be in hand.
 */
final class SecondLooks {

  /** A round that is stored, and who waits for its second look. */
  record Due(Round round, CompletableFuture<@Nullable Void> done) {}

  private final Consumer<List<Due>> look;
  private final Executor afterGathering;
  private List<Due> gathered = new ArrayList<>();

  /**
   * Looks for what gathers.
   *
   * @param gather how long the first one waits for others
   * @param look called on {@code executor}; completes each round's future
   */
  SecondLooks(Duration gather, Executor executor, Consumer<List<Due>> look) {
    this.look = look;
    this.afterGathering =
        gather.isPositive()
            ? CompletableFuture.delayedExecutor(gather.toNanos(), TimeUnit.NANOSECONDS, executor)
            : executor;
  }

  CompletableFuture<@Nullable Void> add(Round round) {
    Due due = new Due(round, new CompletableFuture<>());
    synchronized (this) {
      gathered.add(due);
      if (gathered.size() > 1) {
        return due.done();
      }
    }
    afterGathering.execute(() -> look.accept(take()));
    return due.done();
  }

  private synchronized List<Due> take() {
    List<Due> taken = gathered;
    gathered = new ArrayList<>();
    return taken;
  }
}
