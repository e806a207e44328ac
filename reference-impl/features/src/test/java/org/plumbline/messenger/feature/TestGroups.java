package org.plumbline.messenger.feature;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.plumbline.protocol.ThreadId;

/** Calls of the routes of groups. */
final class TestGroups {

  private static final String PATH = "/user/v1/group";

  private final FeatureWorld world;

  TestGroups(FeatureWorld world) {
    this.world = world;
  }

  /** A group of users who are all friends of its owner. */
  ThreadId create(FeatureWorld.User owner, String name, FeatureWorld.User... users) {
    for (FeatureWorld.User user : users) {
      world.befriend(owner, user);
    }
    JsonNode created =
        owner.at(1).post(PATH + "/create", Map.of("name", name, "users", names(users))).expect(201);
    return new ThreadId(created.path("thread_id").asText());
  }

  private static List<String> names(FeatureWorld.User... users) {
    return Stream.of(users).map(FeatureWorld.User::name).toList();
  }

  /** The seq of a change that was applied. */
  long invite(FeatureWorld.User actor, int node, ThreadId group, FeatureWorld.User... users) {
    return changed(actor, node, "/invite", group, Map.of("users", names(users)));
  }

  long remove(FeatureWorld.User actor, int node, ThreadId group, FeatureWorld.User... users) {
    return changed(actor, node, "/remove", group, Map.of("users", names(users)));
  }

  long changed(
      FeatureWorld.User actor, int node, String route, ThreadId group, Map<String, ?> fields) {
    return ask(actor, node, route, group, fields).expect(200).path("seq").asLong();
  }

  Calls.Answer ask(
      FeatureWorld.User actor, int node, String route, ThreadId group, Map<String, ?> fields) {
    Map<String, Object> body = new HashMap<>(fields);
    body.put("group_id", group.groupId());
    return actor.at(node).post(PATH + route, body);
  }

  Calls.Answer members(FeatureWorld.User caller, int node, ThreadId group) {
    return caller.at(node).get(PATH + "/" + group.groupId() + "/members");
  }

  JsonNode mine(FeatureWorld.User caller, int node) {
    return caller.at(node).get(PATH).expect(200).path("groups");
  }

  /** Everything of the thread that the caller may read, once this seq is stored. */
  JsonNode history(FeatureWorld.User caller, int node, ThreadId thread, long seen) {
    return caller
        .at(node)
        .get("/thread/v1/" + thread + "/messages?limit=100&seen=" + seen)
        .expect(200)
        .path("messages");
  }
}
