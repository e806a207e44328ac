package org.plumbline.messenger.membership;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.friend.FriendConfig;
import org.plumbline.messenger.friend.Friendships;
import org.plumbline.protocol.ErrorCode;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/** The members of direct threads, who stand in the thread's id; to write they must be friends. */
@Singleton
public final class DirectMemberships implements Memberships {

  private final Friendships friendships;
  private final FriendConfig friends;

  public DirectMemberships(Friendships friendships, FriendConfig friends) {
    this.friendships = friendships;
    this.friends = friends;
  }

  @Override
  public Optional<ErrorCode> refusal(UserId user, ThreadId thread) {
    if (!thread.isDirectOf(user)) {
      return Optional.of(ErrorCode.NOT_A_MEMBER);
    }
    if (!friends.required()) {
      return Optional.empty();
    }
    List<UserId> users = thread.directUsers();
    return friendships
        .known(users.getFirst(), users.getLast())
        .map(DirectMemberships::refusal)
        .orElse(Optional.of(ErrorCode.UNAVAILABLE));
  }

  private static Optional<ErrorCode> refusal(boolean areFriends) {
    return areFriends ? Optional.empty() : Optional.of(ErrorCode.NOT_FRIENDS);
  }

  @Override
  public CompletableFuture<Optional<ErrorCode>> decision(UserId user, ThreadId thread) {
    if (!thread.isDirectOf(user) || !friends.required()) {
      return CompletableFuture.completedFuture(refusal(user, thread));
    }
    List<UserId> users = thread.directUsers();
    return friendships
        .ask(users.getFirst(), users.getLast())
        .handle(
            (areFriends, failure) ->
                failure == null ? refusal(areFriends) : Optional.of(ErrorCode.UNAVAILABLE));
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
  public Visibility knownVisibility(UserId user, ThreadId thread) {
    return visibility(user, thread);
  }

  @Override
  public CompletableFuture<@Nullable Void> caughtUp() {
    return CompletableFuture.completedFuture(null);
  }
}
