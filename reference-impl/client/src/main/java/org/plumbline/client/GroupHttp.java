package org.plumbline.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.plumbline.protocol.Role;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/**
 * The routes of groups. A change that fails with status 503 may have taken effect: repeat it under
 * the same temp id. All calls block, and fail with {@link RequestFailed}.
 */
public final class GroupHttp {

  private static final String PATH = "/user/v1/group";
  private static final int PAGE = 500;

  private final NodeHttp http;

  GroupHttp(NodeHttp http) {
    this.http = http;
  }

  /** A change that was applied, and its place in the group's thread. */
  public record Changed(ThreadId thread, long seq) {}

  /** One of the caller's groups, with the caller's role. */
  public record Summary(ThreadId thread, String name, String description, Role role, int members) {}

  /** A member. */
  public record Member(UserId user, Role role) {}

  /** Makes a group with the caller as its owner; status 403 when one of the users is no friend. */
  public Changed create(
      Token token, String name, String description, List<UserId> users, @Nullable TempId tempId)
      throws RequestFailed {
    ObjectNode body = body(tempId).put("name", name).put("description", description);
    users(body, users);
    return changed(token, "/create", body);
  }

  /** Brings friends in; takes an admin. */
  public Changed invite(Token token, ThreadId group, List<UserId> users, @Nullable TempId tempId)
      throws RequestFailed {
    return changed(token, "/invite", users(body(group, tempId), users));
  }

  /** Puts members out; takes a higher role than theirs. */
  public Changed remove(Token token, ThreadId group, List<UserId> users, @Nullable TempId tempId)
      throws RequestFailed {
    return changed(token, "/remove", users(body(group, tempId), users));
  }

  /** Goes; status 409 for an owner who would leave others behind. */
  public Changed leave(Token token, ThreadId group, @Nullable TempId tempId) throws RequestFailed {
    return changed(token, "/leave", body(group, tempId));
  }

  /** Gives a new name; takes an admin. */
  public Changed rename(Token token, ThreadId group, String name, @Nullable TempId tempId)
      throws RequestFailed {
    return changed(token, "/rename", body(group, tempId).put("name", name));
  }

  /** Gives a role; takes the owner, who becomes an admin when he makes another one owner. */
  public Changed role(Token token, ThreadId group, UserId user, Role role, @Nullable TempId tempId)
      throws RequestFailed {
    return changed(
        token,
        "/role",
        body(group, tempId)
            .put("user_id", user.value())
            .put("role", role.name().toLowerCase(Locale.ROOT)));
  }

  /** Ends the group; takes the owner. */
  public Changed delete(Token token, ThreadId group, @Nullable TempId tempId) throws RequestFailed {
    return changed(token, "/delete", body(group, tempId));
  }

  /** All groups of the caller, read page by page. */
  public List<Summary> mine(Token token) throws RequestFailed {
    List<Summary> groups = new ArrayList<>();
    for (JsonNode page : pages(token, PATH)) {
      for (JsonNode group : page.path("groups")) {
        groups.add(
            new Summary(
                new ThreadId(NodeHttp.text(group, "thread_id")),
                NodeHttp.text(group, "name"),
                NodeHttp.text(group, "description"),
                role(group),
                (int) NodeHttp.number(group, "members")));
      }
    }
    return groups;
  }

  /** All members of a group, read page by page; status 403 for one who is none. */
  public List<Member> members(Token token, ThreadId group) throws RequestFailed {
    List<Member> members = new ArrayList<>();
    for (JsonNode page : pages(token, PATH + "/" + group.groupId() + "/members")) {
      for (JsonNode member : page.path("members")) {
        members.add(new Member(new UserId(NodeHttp.text(member, "user_id")), role(member)));
      }
    }
    return members;
  }

  private List<JsonNode> pages(Token token, String path) throws RequestFailed {
    List<JsonNode> pages = new ArrayList<>();
    JsonNode next = null;
    do {
      String cursor = next == null ? "" : "&cursor=" + next.asText();
      JsonNode page = http.read(token, path + "?limit=" + PAGE + cursor);
      pages.add(page);
      next = page.path("next");
    } while (next.isTextual());
    return pages;
  }

  private Changed changed(Token token, String route, ObjectNode body) throws RequestFailed {
    JsonNode answer = http.send(token, PATH + route, body);
    return new Changed(
        new ThreadId(NodeHttp.text(answer, "thread_id")), NodeHttp.number(answer, "seq"));
  }

  private static ObjectNode body(@Nullable TempId tempId) {
    ObjectNode body = NodeHttp.object();
    if (tempId != null) {
      body.put("temp_id", tempId.value());
    }
    return body;
  }

  private static ObjectNode body(ThreadId group, @Nullable TempId tempId) {
    return body(tempId).put("group_id", group.groupId());
  }

  private static ObjectNode users(ObjectNode body, List<UserId> users) {
    ArrayNode names = body.putArray("users");
    users.forEach(user -> names.add(user.value()));
    return body;
  }

  private static Role role(JsonNode in) throws RequestFailed {
    String name = NodeHttp.text(in, "role");
    for (Role role : Role.values()) {
      if (role.name().toLowerCase(Locale.ROOT).equals(name)) {
        return role;
      }
    }
    throw new RequestFailed("role: " + name + " (expected: a role that is known)", 0, null);
  }
}
