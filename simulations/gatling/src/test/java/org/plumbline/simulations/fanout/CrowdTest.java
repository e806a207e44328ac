package org.plumbline.simulations.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.plumbline.protocol.ThreadId;
import org.plumbline.simulations.load.Account;
import org.plumbline.simulations.load.LoadProfile;
import org.plumbline.simulations.load.NodeAddress;
import org.plumbline.swarm.Backoff;
import org.plumbline.swarm.Opening;
import org.plumbline.swarm.Sending;

class CrowdTest {

  private static final URI FLOOR = URI.create("ws://127.0.0.1:9/ws");

  private static Crowd crowd(FanOutShape shape) {
    List<NodeAddress> nodes = new ArrayList<>();
    for (String id : List.of("node-1", "node-2")) {
      nodes.add(new NodeAddress(id, URI.create("http://" + id), URI.create("ws://" + id + "/ws")));
    }
    List<Account> accounts =
        IntStream.range(0, shape.sockets())
            .mapToObj(number -> new Account("u-" + number, "phone", "token"))
            .toList();
    List<ThreadId> threads =
        IntStream.range(0, shape.groups()).mapToObj(group -> new ThreadId("g:" + group)).toList();
    return new Crowd(shape, nodes, accounts, threads);
  }

  @Test
  void shouldSpreadTheMembersOverTheNodesOnce() {
    List<Opening> openings = crowd(FanOutShape.thousands(LoadProfile.smoke())).openings(10, 1);

    assertThat(openings).hasSize(2);
    assertThat(openings).extracting(Opening::count).containsExactly(250, 250);
    assertThat(openings.getFirst().targets()).containsExactly(URI.create("ws://node-1/ws"));
    assertThat(openings.getLast().targets()).containsExactly(URI.create("ws://node-2/ws"));
    Set<String> users = new HashSet<>();
    openings.forEach(each -> each.passports().forEach(one -> users.add(one.user())));
    assertThat(users).hasSize(500);
    assertThat(openings).extracting(Opening::sourceNetwork).doesNotHaveDuplicates();
    assertThat(openings)
        .allSatisfy(
            each ->
                assertThat(each.backoff().kind())
                    .as("who was not taken at first comes again")
                    .isEqualTo(Backoff.Kind.FIXED));
  }

  @Test
  void shouldLetTheSocketOfTheWriterWrite() {
    FanOutShape shape = FanOutShape.hundreds(LoadProfile.full());
    Crowd crowd = crowd(shape);
    List<Opening> openings = crowd.openings(10, 1);

    List<Voice> voices = crowd.voices();

    assertThat(voices).hasSize(20).hasSizeLessThanOrEqualTo(26);
    for (int group = 0; group < 20; group++) {
      Voice voice = voices.get(group);
      String user = openings.get(voice.process()).passports().get(voice.socket()).user();
      int number = Integer.parseInt(user.substring(2));
      assertThat(number / shape.members()).as("a member of it").isEqualTo(group);
      assertThat(voice.recipients()).isEqualTo(99);
      assertThat(voice.in(voice.process()))
          .isEqualTo(new Sending.Group("g:" + group, Optional.of(voice.socket()), 99));
      assertThat(((Sending.Group) voice.in(1 - voice.process())).sender()).isEmpty();
    }
    assertThat(voices).extracting(Voice::process).contains(0, 1);
  }

  @Test
  void shouldGiveTheFloorAsManySocketsAsAGroupHasMembers() {
    Crowd crowd = crowd(FanOutShape.hundreds(LoadProfile.smoke()));

    List<Opening> openings = crowd.openings(FLOOR, 60, 1);
    assertThat(openings).extracting(Opening::count).containsExactly(50, 50);
    assertThat(openings).allSatisfy(each -> assertThat(each.passports()).isEmpty());
    assertThat(crowd.floorVoices().getFirst().recipients()).isEqualTo(100);
    assertThat(crowd.floorVoices().getFirst().in(0)).isInstanceOf(Sending.Broadcast.class);
  }

  @Test
  void shouldMakeTheFloorsFramesAsLongAsTheMembers() {
    assertThat(crowd(FanOutShape.thousands(LoadProfile.smoke())).frameBytes())
        .isBetween(Crowd.TEXT_BYTES + 150, Crowd.TEXT_BYTES + 400);
  }
}
