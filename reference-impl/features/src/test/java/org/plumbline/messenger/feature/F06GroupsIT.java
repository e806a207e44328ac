package org.plumbline.messenger.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.feature.FeatureWorld.Device;
import org.plumbline.messenger.feature.FeatureWorld.User;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;

/** F-06: groups are made, changed, left, listed and deleted, over any node. */
class F06GroupsIT {

  private final FeatureWorld world = FeatureWorld.world();
  private final TestGroups groups = new TestGroups(world);

  @Test
  void shouldCarryAGroupThroughItsLifeOverBothNodes() {
    User ada = world.user("ada");
    User bob = world.user("bob");
    User cem = world.user("cem");
    world.befriend(ada, cem);
    ThreadId group = groups.create(ada, "Walks", bob);
    try (Device phone = bob.device("phone", 2)) {
      groups.changed(ada, 2, "/role", group, Map.of("user_id", bob.name(), "role", "admin"));
      groups.changed(bob, 1, "/rename", group, Map.of("name", "Hikes"));
      groups.invite(ada, 2, group, cem);
      assertThat(groups.members(cem, 2, group).expect(200).toString())
          .contains(ada.name(), bob.name(), cem.name());
      assertThat(groups.mine(cem, 1).toString()).contains(group.value(), "Hikes");
      groups.changed(cem, 1, "/leave", group, Map.of());
      assertThat(groups.members(cem, 2, group).status()).isEqualTo(403);
      assertThat(groups.mine(cem, 2).toString()).doesNotContain(group.value());
      groups.changed(ada, 1, "/delete", group, Map.of());
      phone.inbox().await(Message.class, message -> isChange(message, Content.Change.DELETED));
      assertThat(changes(phone.inbox().shownOf(group)))
          .containsExactly(
              Content.Change.CREATED,
              Content.Change.ROLE,
              Content.Change.RENAMED,
              Content.Change.ADDED,
              Content.Change.LEFT,
              Content.Change.DELETED);
    }
    assertThat(groups.mine(ada, 2).toString()).doesNotContain(group.value());
    assertThat(groups.ask(ada, 2, "/rename", group, Map.of("name", "x")).status()).isEqualTo(403);
  }

  private static boolean isChange(Message message, Content.Change change) {
    return message.content() instanceof Content.MembershipChange of && of.change() == change;
  }

  private static List<Content.Change> changes(List<Message> messages) {
    List<Content.Change> changes = new ArrayList<>();
    for (Message message : messages) {
      if (message.content() instanceof Content.MembershipChange change) {
        changes.add(change.change());
      }
    }
    return changes;
  }

  @Test
  void shouldShowARemovedMemberNothingAfterHisRemovalByAnyRoad() {
    User ada = world.user("ada");
    User bob = world.user("bob");
    ThreadId group = groups.create(ada, "Walks", bob);
    try (Device ours = ada.device("phone", 1);
        Device his = bob.device("phone", 2)) {
      ours.client().send(group, "before");
      his.inbox().awaitText("before");
      long removed = groups.remove(ada, 1, group, bob);
      TempId name = new TempId("after-" + removed);
      ours.client().send(group, name, "after");
      long after = ours.inbox().awaitSent(name).seq();
      his.inbox().await(Message.class, message -> message.seq() == removed);
      for (int node = 1; node <= 2; node++) {
        JsonNode read = groups.history(bob, node, group, after);
        assertThat(read.toString()).contains("before").doesNotContain("\"after\"");
        assertThat(read.get(read.size() - 1).path("seq").asLong()).isEqualTo(removed);
      }
      his.client().sync().join();
      assertThat(his.inbox().shownOf(group).getLast().seq()).isEqualTo(removed);
      try (Device tablet = bob.device("tablet", 1)) {
        tablet.inbox().await(Message.class, message -> message.seq() == removed);
        tablet.client().sync().join();
        assertThat(tablet.inbox().shownOf(group).getLast().seq()).isEqualTo(removed);
      }
    }
  }

  @Test
  void shouldTellAStrangerNothingOverEitherNode() {
    User ada = world.user("ada");
    User eve = world.user("eve");
    ThreadId group = groups.create(ada, "Secret");
    for (int node = 1; node <= 2; node++) {
      assertThat(groups.members(eve, node, group).status()).isEqualTo(403);
      assertThat(groups.ask(eve, node, "/invite", group, Map.of("users", List.of(eve.name()))))
          .extracting(Calls.Answer::status)
          .isEqualTo(403);
      assertThat(eve.at(node).get("/thread/v1/" + group + "/messages").status()).isEqualTo(403);
    }
    assertThat(groups.members(ada, 1, group).expect(200).path("members").size()).isEqualTo(1);
  }

  @Test
  void shouldRefuseToBringInAUserWhoIsNoFriend() {
    User ada = world.user("ada");
    User eve = world.user("eve");
    ThreadId group = groups.create(ada, "Walks");
    JsonNode refused =
        groups.ask(ada, 1, "/invite", group, Map.of("users", List.of(eve.name()))).expect(403);
    assertThat(refused.path("code").asText()).isEqualTo("NOT_FRIENDS");
  }
}
