package org.plumbline.messenger.membership;

import io.micronaut.context.annotation.Primary;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.plumbline.protocol.ErrorCode;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/** Direct threads and groups behind one door. */
@Primary
@Singleton
public final class ThreadMemberships implements Memberships {

  private final DirectMemberships direct;
  private final Groups groups;
  private final GroupConfig config;

  public ThreadMemberships(DirectMemberships direct, Groups groups, GroupConfig config) {
    this.direct = direct;
    this.groups = groups;
    this.config = config;
  }

  @Override
  public Optional<ErrorCode> refusal(UserId user, ThreadId thread) {
    if (!thread.isGroup()) {
      return direct.refusal(user, thread);
    }
    return groups.find(thread).flatMap(group -> group.member(user)).isPresent()
        ? Optional.empty()
        : Optional.of(ErrorCode.NOT_A_MEMBER);
  }

  @Override
  public CompletableFuture<Optional<ErrorCode>> decision(UserId user, ThreadId thread) {
    // A feed that cannot be read leaves what this node knows.
    return thread.isGroup()
        ? caughtUp().handle((_, _) -> refusal(user, thread))
        : direct.decision(user, thread);
  }

  @Override
  public List<UserId> recipients(ThreadId thread) {
    return thread.isGroup()
        ? groups.find(thread).map(Group::current).orElse(List.of())
        : direct.recipients(thread);
  }

  @Override
  public boolean isLarge(ThreadId thread) {
    return thread.isGroup() && recipients(thread).size() > config.largeAbove();
  }

  @Override
  public Visibility visibility(UserId user, ThreadId thread) {
    if (!thread.isGroup()) {
      return direct.visibility(user, thread);
    }
    try {
      caughtUp().get(config.changeWithin().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new MembershipsUnavailable("the feed of memberships cannot be read now", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MembershipsUnavailable("interrupted while memberships were asked", e);
    }
    return knownVisibility(user, thread);
  }

  @Override
  public Visibility knownVisibility(UserId user, ThreadId thread) {
    return thread.isGroup()
        ? groups.find(thread).map(group -> group.visibility(user)).orElse(Visibility.NOTHING)
        : direct.knownVisibility(user, thread);
  }

  @Override
  public CompletableFuture<@Nullable Void> caughtUp() {
    return groups.caughtUp();
  }
}
