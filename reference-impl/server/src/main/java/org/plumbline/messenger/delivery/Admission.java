package org.plumbline.messenger.delivery;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.membership.Memberships;
import org.plumbline.protocol.ErrorCode;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/**
 * Whether a user may write to a thread. One who was added to a group a moment ago, or who became a
 * friend, may know it before this node does: before he is refused, the node learns what is new.
 * What he sends meanwhile stays behind the first.
 */
@Singleton
public final class Admission {

  private record Key(UserId user, ThreadId thread) {}

  /** Most frames that wait for what this node has yet to learn; beyond, they are turned away. */
  private static final int WAITING_MAX = 50_000;

  private final Memberships memberships;
  private final Semaphore places = new Semaphore(WAITING_MAX);
  private final Executor executor = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<Key, CompletableFuture<@Nullable Void>> waiting = new ConcurrentHashMap<>();

  public Admission(Memberships memberships) {
    this.memberships = memberships;
  }

  /** Why the user certainly may not write, without waiting; for a group nothing is certain. */
  Optional<ErrorCode> certainRefusal(UserId user, ThreadId thread) {
    return thread.isGroup()
        ? Optional.empty()
        : memberships.refusal(user, thread).filter(code -> code != ErrorCode.UNAVAILABLE);
  }

  /**
   * Answers now if it is known that the user may write, else on another thread. Never blocks. The
   * answers to one user and thread come in the order of the calls.
   */
  void admit(UserId user, ThreadId thread, Consumer<Optional<ErrorCode>> answered) {
    Key key = new Key(user, thread);
    if (!waiting.containsKey(key) && memberships.refusal(user, thread).isEmpty()) {
      answered.accept(Optional.empty());
      return;
    }
    if (!places.tryAcquire()) {
      answered.accept(Optional.of(ErrorCode.UNAVAILABLE));
      return;
    }
    CompletableFuture<@Nullable Void> mine = new CompletableFuture<>();
    CompletableFuture<@Nullable Void> before = waiting.put(key, mine);
    CompletableFuture<Optional<ErrorCode>> decided =
        before == null
            ? memberships.decision(user, thread)
            : before.thenApply(_ -> memberships.refusal(user, thread));
    var _ =
        decided.handleAsync(
            (refused, failure) -> {
              try {
                answered.accept(failure == null ? refused : Optional.of(ErrorCode.UNAVAILABLE));
              } finally {
                places.release();
                waiting.remove(key, mine);
                mine.complete(null);
              }
              return null;
            },
            executor);
  }
}
