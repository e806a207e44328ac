package org.plumbline.messenger.group.memory;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.group.GroupIndex;
import org.plumbline.messenger.membership.GroupRecord;
import org.plumbline.messenger.membership.Member;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/** The index in sorted maps. */
@Singleton
@Requires(property = "messenger.servers", value = "memory")
public final class InMemoryGroupIndex implements GroupIndex {

  private final Map<ThreadId, Boolean> deleted = new HashMap<>();
  private final Map<ThreadId, Long> versions = new HashMap<>();
  private final NavigableMap<String, NavigableMap<String, Member>> members = new TreeMap<>();

  @Override
  public synchronized void write(GroupRecord group) {
    if (versions.getOrDefault(group.thread(), -1L) <= group.version()) {
      versions.put(group.thread(), group.version());
      deleted.put(group.thread(), group.isDeleted());
    }
    Map<String, Member> ofGroup =
        members.computeIfAbsent(group.thread().value(), _ -> new TreeMap<>());
    for (Member member : group.changed()) {
      ofGroup.merge(
          member.user().value(),
          member,
          (old, fresh) -> old.version() > fresh.version() ? old : fresh);
    }
  }

  @Override
  public synchronized List<ThreadId> groupsOf(UserId user, @Nullable ThreadId after, int limit) {
    return members.entrySet().stream()
        .filter(entry -> after == null || entry.getKey().compareTo(after.value()) > 0)
        .filter(entry -> isCurrent(entry.getValue().get(user.value())))
        .map(entry -> new ThreadId(entry.getKey()))
        .filter(group -> !deleted.getOrDefault(group, false))
        .limit(limit)
        .toList();
  }

  private static boolean isCurrent(@Nullable Member member) {
    return member != null && member.isCurrent();
  }

  @Override
  public synchronized List<Row> membersOf(ThreadId group, @Nullable UserId after, int limit) {
    NavigableMap<String, Member> all = members.getOrDefault(group.value(), new TreeMap<>());
    return (after == null ? all : all.tailMap(after.value(), false))
        .values().stream()
            .filter(Member::isCurrent)
            .limit(limit)
            .map(member -> new Row(member.user(), member.role()))
            .toList();
  }
}
