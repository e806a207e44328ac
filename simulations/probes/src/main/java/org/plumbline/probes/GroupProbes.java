package org.plumbline.probes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.ErrorCode;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ThreadId;

/** Groups. */
final class GroupProbes {

  private GroupProbes() {}

  static List<Probe> all() {
    return List.of(
        new Probe(
            "group_text_to_all_members",
            "A text to a group reaches the members on every node, and who was away when he comes"
                + " back.",
            GroupProbes::text),
        new Probe(
            "group_created_and_deleted",
            "A group is created with a name and members, friends are invited, and its owner can"
                + " delete it.",
            GroupProbes::life),
        new Probe(
            "membership_changes_in_order",
            "A removed member gets the removal as the last of the group, and nothing after it by"
                + " any road.",
            GroupProbes::removal),
        new Probe(
            "group_on_every_node",
            "Every node knows a group and its members: each lists the same ones, and takes messages"
                + " for it.",
            GroupProbes::everywhere));
  }

  /** A group of three. */
  private record Trio(Person ada, Person bob, Person cem, ThreadId thread, String groupId) {}

  private static Trio trio(World world) throws Exception {
    World.Pair pair = world.friends();
    Person cem = world.person("cem");
    pair.ada().befriend(cem);
    JsonNode created =
        pair.ada()
            .at(0)
            .post(
                "/user/v1/group/create",
                Map.of("name", "Rowing", "users", List.of(pair.bob().name(), cem.name())))
            .expect(201);
    String id = created.path("group_id").asText();
    return new Trio(pair.ada(), pair.bob(), cem, ThreadId.group(id), id);
  }

  private static void text(World world) throws Exception {
    Trio trio = trio(world);
    try (Device ada = trio.ada().device("phone", 0);
        Device bob = trio.bob().device("phone", 1)) {
      ada.send(trio.thread(), "to the water");
      bob.inbox().awaitText("to the water");
      try (Device cem = trio.cem().device("phone", 0)) {
        cem.inbox().awaitText("to the water");
      }
    }
  }

  private static void life(World world) throws Exception {
    Trio trio = trio(world);
    Person dan = world.person("dan");
    trio.ada().befriend(dan);
    trio.ada()
        .at(1)
        .post(
            "/user/v1/group/invite",
            Map.of("group_id", trio.groupId(), "users", List.of(dan.name())))
        .expect(200);
    JsonNode members = dan.at(0).get("/user/v1/group/" + trio.groupId() + "/members").expect(200);
    for (Person member : List.of(trio.ada(), trio.bob(), trio.cem(), dan)) {
      ProbeFailed.unless(
          members.toString().contains("\"" + member.name() + "\""), "members: " + members);
    }
    int byMember =
        dan.at(1).post("/user/v1/group/delete", Map.of("group_id", trio.groupId())).status();
    ProbeFailed.unless(byMember == 403, "a plain member's deletion was answered " + byMember);
    trio.ada().at(0).post("/user/v1/group/delete", Map.of("group_id", trio.groupId())).expect(200);
    try (Device bob = trio.bob().device("phone", 1)) {
      Inbox.Refused refused = bob.sendRefused(trio.thread(), new Content.Text("is anybody there?"));
      ProbeFailed.unless(refused.code() == ErrorCode.NOT_A_MEMBER, refused.toString());
    }
  }

  private static void removal(World world) throws Exception {
    Trio trio = trio(world);
    try (Device ada = trio.ada().device("phone", 0);
        Device bob = trio.bob().device("phone", 1);
        Device cem = trio.cem().device("phone", 1)) {
      ada.send(trio.thread(), "before");
      cem.inbox().awaitText("before");
      trio.ada()
          .at(0)
          .post(
              "/user/v1/group/remove",
              Map.of("group_id", trio.groupId(), "users", List.of(trio.cem().name())))
          .expect(200);
      long after = ada.send(trio.thread(), "after").seq();
      bob.inbox().awaitText("after");
      Message removal =
          cem.inbox()
              .await(
                  Message.class,
                  "the removal",
                  message ->
                      message.content() instanceof Content.MembershipChange change
                          && change.change() == Content.Change.REMOVED);
      JsonNode history =
          trio.cem()
              .at(0)
              .get("/thread/v1/" + trio.thread() + "/messages")
              .expect(200)
              .path("messages");
      for (JsonNode message : history) {
        ProbeFailed.unless(
            message.path("seq").asLong() <= removal.seq(), "read after the removal: " + message);
      }
      List<Message> shown = cem.inbox().shownOf(trio.thread());
      ProbeFailed.unless(
          shown.getLast().seq() == removal.seq() && removal.seq() < after,
          "the last shown was " + shown.getLast());
    }
  }

  private static void everywhere(World world) throws Exception {
    Residents residents = world.residents();
    String id = GroupProbes.of(residents);
    JsonNode first = members(residents.ada(), 0, id);
    JsonNode second = members(residents.bob(), 1, id);
    ProbeFailed.unless(
        first.size() == 2 && first.equals(second), "one lists " + first + ", the other " + second);
    for (int node = 0; node < 2; node++) {
      String words = world.name("through " + node);
      residents
          .ada()
          .at(node)
          .post("/user/v1/chat/message/send", Map.of("group_id", id, "content", words))
          .expect(200);
      residents.bobs().inbox().awaitText(words);
    }
  }

  /** The id of a new group of the two, made through the first node. */
  static String of(Residents residents) throws Exception {
    return residents
        .ada()
        .at(0)
        .post(
            "/user/v1/group/create",
            Map.of("name", "Crew", "users", List.of(residents.bob().name())))
        .expect(201)
        .path("group_id")
        .asText();
  }

  private static JsonNode members(Person person, int node, String id) throws Exception {
    return person.at(node).get("/user/v1/group/" + id + "/members").expect(200).path("members");
  }
}
