package org.plumbline.messenger.membership;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.plumbline.protocol.ErrorCode;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/** The members of direct threads, who stand in the thread's id. */
@Singleton
public final class DirectMemberships implements Memberships {

  @Override
  public Optional<ErrorCode> refusal(UserId user, ThreadId thread) {
    return thread.isDirectOf(user) ? Optional.empty() : Optional.of(ErrorCode.NOT_A_MEMBER);
  }

  @Override
  public List<UserId> recipients(ThreadId thread) {
    return thread.isGroup() ? List.of() : thread.directUsers();
  }

  @Override
  public boolean isLarge(ThreadId thread) {
    return false;
  }

  @Override
  public Visibility visibility(UserId user, ThreadId thread) {
    return thread.isDirectOf(user) ? Visibility.ALL : Visibility.NOTHING;
  }

  @Override
  public CompletableFuture<@Nullable Void> caughtUp() {
    return CompletableFuture.completedFuture(null);
  }
}
