package org.plumbline.chaos.workload;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.Content.MembershipChange;
import org.plumbline.protocol.Role;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/** Who is in which group of the messenger in memory. */
final class FakeGroups {

  /** A change that was asked for. */
  record Change(ThreadId thread, TempId tempId, MembershipChange content) {}

  private final Map<ThreadId, Set<UserId>> members = new HashMap<>();

  Change change(String path, JsonNode body, UserId by) {
    List<UserId> users = new ArrayList<>();
    body.path("users").forEach(user -> users.add(new UserId(user.asText())));
    TempId tempId = new TempId(body.path("temp_id").asText());
    String group = body.path("group_id").asText(by + "-" + tempId);
    return new Change(
        ThreadId.group(group),
        tempId,
        switch (path.substring(path.lastIndexOf('/') + 1)) {
          case "create" ->
              new MembershipChange(Content.Change.CREATED, users, Role.MEMBER, "group", "");
          case "invite" -> new MembershipChange(Content.Change.ADDED, users, Role.MEMBER, "", "");
          default -> new MembershipChange(Content.Change.REMOVED, users, Role.MEMBER, "", "");
        });
  }

  void apply(Change change, UserId by) {
    Set<UserId> now = members.computeIfAbsent(change.thread(), _ -> new HashSet<>());
    switch (change.content().change()) {
      case CREATED, ADDED -> {
        now.add(by);
        now.addAll(change.content().users());
      }
      default -> now.removeAll(change.content().users());
    }
  }

  boolean isMember(ThreadId thread, UserId user) {
    return members.getOrDefault(thread, Set.of()).contains(user);
  }

  /** The members now, and these besides. */
  Set<UserId> with(ThreadId thread, List<UserId> besides) {
    Set<UserId> all = new HashSet<>(members.getOrDefault(thread, Set.of()));
    all.addAll(besides);
    return all;
  }
}
