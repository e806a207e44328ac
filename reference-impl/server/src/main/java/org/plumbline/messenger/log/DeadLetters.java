package org.plumbline.messenger.log;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where entries go that could not be carried through. Thread-safe. */
public interface DeadLetters {

  /** Most letters that are listed at once. */
  int LIST_MAX = 1_000;

  /**
   * Lays a letter aside. Never blocks.
   *
   * @return completes when it is as safe as an entry of the log, or fails when it is not
   */
  CompletableFuture<@Nullable Void> add(DeadLetter letter);

  /**
   * The oldest letters, oldest first; blocks.
   *
   * @param limit 1 to {@link #LIST_MAX}
   */
  List<DeadLetter> list(int limit);

  /**
   * Tries every letter that is there now, oldest first, until one says not now; blocks. Those that
   * are kept go to the end.
   */
  Replayed replay(Function<DeadLetter, DeadLetter.Fate> attempt);

  /**
   * What a replay did.
   *
   * @param finished false when it ended early, because nothing could be tried any more
   */
  record Replayed(int replayed, int thereAlready, int kept, boolean finished) {}

  /** The letters cannot be reached now. */
  final class LettersUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LettersUnavailable(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
