package org.plumbline.messenger.membership.memory;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.membership.GroupRecord;
import org.plumbline.messenger.membership.Member;
import org.plumbline.messenger.membership.MembershipLog;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/** The last record of each group and member in maps; followers hear it before it is confirmed. */
@Singleton
@Requires(property = "messenger.servers", value = "memory")
public final class MemoryMembershipLog implements MembershipLog {

  private record MemberKey(ThreadId thread, UserId user) {}

  private final Map<ThreadId, GroupRecord> groups = new LinkedHashMap<>();
  private final Map<MemberKey, Member> members = new LinkedHashMap<>();
  private final List<Follower> followers = new ArrayList<>();

  @Override
  public synchronized CompletableFuture<@Nullable Void> publish(GroupRecord changed) {
    groups.put(changed.thread(), changed);
    followers.forEach(follower -> follower.group(changed));
    for (Member member : changed.changed()) {
      members.put(new MemberKey(changed.thread(), member.user()), member);
      followers.forEach(follower -> follower.member(changed.thread(), member));
    }
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public synchronized void follow(Follower follower) {
    members.forEach((key, member) -> follower.member(key.thread(), member));
    groups.values().forEach(follower::group);
    followers.add(follower);
  }

  @Override
  public CompletableFuture<@Nullable Void> caughtUp() {
    return CompletableFuture.completedFuture(null);
  }
}
