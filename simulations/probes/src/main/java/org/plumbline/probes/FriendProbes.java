package org.plumbline.probes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.ErrorCode;

/** Friends. */
final class FriendProbes {

  private FriendProbes() {}

  static List<Probe> all() {
    return List.of(
        new Probe(
            "friends_added_and_removed",
            "POST /user/v1/friend/add and /remove, also under the document's spelling, make and"
                + " end a friendship that both lists show.",
            FriendProbes::addAndRemove),
        new Probe(
            "only_friends_write",
            "Who is no friend can neither write nor see whether the other is online.",
            FriendProbes::onlyFriends));
  }

  private static boolean lists(Person person, Person friend) throws Exception {
    JsonNode answer = person.at(1).get("/user/v1/friend").expect(200);
    return answer.toString().contains("\"" + friend.name() + "\"");
  }

  private static void addAndRemove(World world) throws Exception {
    Person ada = world.person("ada");
    Person bob = world.person("bob");
    succeed(ada.at(0).post("/user/v1/frient/add", Map.of("user_id", bob.name())));
    ProbeFailed.unless(!lists(ada, bob), "a friendship that only one has asked for");
    succeed(bob.at(1).post("/user/v1/friend/add", Map.of("user_id", ada.name())));
    ProbeFailed.unless(lists(ada, bob) && lists(bob, ada), "added, but not listed by both");
    succeed(bob.at(0).post("/user/v1/friend/remove", Map.of("user_id", ada.name())));
    ProbeFailed.unless(!lists(ada, bob) && !lists(bob, ada), "removed, but still listed");
  }

  private static void succeed(Calls.Answer answer) throws ProbeFailed {
    ProbeFailed.unless(answer.status() / 100 == 2, answer.toString());
  }

  private static void onlyFriends(World world) throws Exception {
    Person ada = world.person("ada");
    Person eve = world.person("eve");
    try (Device online = ada.device("phone", 0);
        Device device = eve.device("phone", 1)) {
      Inbox.Refused refused =
          device.sendRefused(eve.threadWith(ada), new Content.Text("you do not know me"));
      ProbeFailed.unless(refused.code() == ErrorCode.NOT_FRIENDS, refused.toString());
      JsonNode seen = eve.at(1).get("/presence/v1?users=" + online.welcome().user()).expect(200);
      ProbeFailed.unless(!seen.toString().contains("online"), "a stranger was shown " + seen);
    }
  }
}
