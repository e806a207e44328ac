package org.plumbline.messenger.delivery;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.membership.Memberships;
import org.plumbline.protocol.ErrorCode;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/**
 * Whether a user may write to a thread. One who was added to a group a moment ago may know it
 * before this node does: before he is refused, the node learns what is new. What he sends meanwhile
 * stays behind the first.
 */
@Singleton
public final class Admission {

  private record Key(UserId user, ThreadId thread) {}

  private final Memberships memberships;
  private final Executor executor = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<Key, CompletableFuture<@Nullable Void>> waiting = new ConcurrentHashMap<>();

  public Admission(Memberships memberships) {
    this.memberships = memberships;
  }

  /** Why the user certainly may not write, without waiting; for a group nothing is certain. */
  Optional<ErrorCode> certainRefusal(UserId user, ThreadId thread) {
    return thread.isGroup() ? Optional.empty() : memberships.refusal(user, thread);
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
    CompletableFuture<@Nullable Void> mine = new CompletableFuture<>();
    CompletableFuture<@Nullable Void> before = waiting.put(key, mine);
    var _ =
        (before == null ? memberships.caughtUp() : before)
            .handleAsync(
                (_, _) -> {
                  answered.accept(memberships.refusal(user, thread));
                  waiting.remove(key, mine);
                  mine.complete(null);
                  return null;
                },
                executor);
  }
}
