package org.plumbline.messenger.log.memory;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.log.DeadLetter;
import org.plumbline.messenger.log.DeadLetterMeters;
import org.plumbline.messenger.log.DeadLetters;
import org.plumbline.messenger.log.Tally;

/** Dead letters in memory, bounded; for tests and a node without servers. */
@Singleton
@Requires(property = "messenger.servers", value = "memory")
public final class MemoryDeadLetters implements DeadLetters {

  private static final int LETTERS_MAX = 100_000;

  private final ArrayDeque<DeadLetter> letters = new ArrayDeque<>();
  private final DeadLetterMeters meters;

  public MemoryDeadLetters(DeadLetterMeters meters) {
    this.meters = meters;
  }

  @Override
  public synchronized CompletableFuture<@Nullable Void> add(DeadLetter letter) {
    if (letters.size() == LETTERS_MAX) {
      return CompletableFuture.failedFuture(
          new LettersUnavailable(
              LETTERS_MAX + " letters in memory", new IllegalStateException("full")));
    }
    letters.add(letter);
    meters.added(letter.cause());
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public synchronized List<DeadLetter> list(int limit) {
    return letters.stream().limit(limit).toList();
  }

  @Override
  public synchronized Replayed replay(Function<DeadLetter, DeadLetter.Fate> attempt) {
    Tally tally = new Tally();
    for (int left = letters.size(); left > 0; left--) {
      DeadLetter.Fate fate = attempt.apply(letters.getFirst());
      if (fate == DeadLetter.Fate.NOT_NOW) {
        return tally.sums(false);
      }
      tally.count(fate);
      DeadLetter tried = letters.removeFirst();
      if (fate == DeadLetter.Fate.KEPT) {
        letters.addLast(tried);
      }
    }
    return tally.sums(true);
  }
}
