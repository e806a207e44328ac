package org.plumbline.messenger.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.plumbline.client.Submission;
import org.plumbline.messenger.feature.FeatureWorld.Device;
import org.plumbline.messenger.feature.FeatureWorld.User;
import org.plumbline.protocol.ErrorCode;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.Status;
import org.plumbline.protocol.ThreadId;

/** F-07: text in a group, in one order on all devices, for exactly its members at each place. */
class F07GroupTextIT {

  private static final int EACH = 30;

  private final FeatureWorld world = FeatureWorld.world();
  private final TestGroups groups = new TestGroups(world);

  private static List<Long> seqs(Device device, ThreadId thread) {
    return device.inbox().shownOf(thread).stream().map(Message::seq).toList();
  }

  @Test
  void shouldShowOneOrderToAllWhenSeveralWriteOverTwoNodes() {
    User ada = world.user("ada");
    User bob = world.user("bob");
    User cem = world.user("cem");
    ThreadId group = groups.create(ada, "Walks", bob, cem);
    try (Device one = ada.device("phone", 1);
        Device two = bob.device("phone", 2);
        Device three = cem.device("phone", 1)) {
      for (int i = 0; i < EACH; i++) {
        assertThat(one.client().send(group, "a" + i)).isInstanceOf(Submission.Queued.class);
        assertThat(two.client().send(group, "b" + i)).isInstanceOf(Submission.Queued.class);
      }
      Message lastOfAda = three.inbox().awaitText("a" + (EACH - 1));
      Message lastOfBob = three.inbox().awaitText("b" + (EACH - 1));
      long last = Math.max(lastOfAda.seq(), lastOfBob.seq());
      List<Long> shown = seqs(three, group);
      assertThat(shown).isSorted().doesNotHaveDuplicates().hasSize(1 + 2 * EACH);
      assertThat(groups.history(bob, 2, group, last)).hasSize(1 + 2 * EACH);
      three.client().read(group, last);
      one.inbox()
          .await(
              ServerFrame.Receipt.class,
              receipt ->
                  receipt.user().equals(cem.id())
                      && receipt.status() == Status.READ
                      && receipt.upTo() == last);
    }
  }

  @Test
  void shouldLetAnInvitedUserWriteAtOnceOverAnyNode() {
    User ada = world.user("ada");
    User bob = world.user("bob");
    world.befriend(ada, bob);
    ThreadId group = groups.create(ada, "Walks");
    try (Device ours = ada.device("phone", 1);
        Device his = bob.device("phone", 2)) {
      long added = groups.invite(ada, 1, group, bob);
      his.inbox().await(Message.class, message -> message.seq() == added);
      his.client().send(group, "hello all");
      ours.inbox().awaitText("hello all");
      assertThat(his.inbox().shownOf(group).getFirst().seq()).isEqualTo(added);
    }
  }

  @Test
  void shouldEndForARemovedMemberAtOnePointWhileOthersWrite() {
    User ada = world.user("ada");
    User bob = world.user("bob");
    User cem = world.user("cem");
    ThreadId group = groups.create(ada, "Walks", bob, cem);
    try (Device one = ada.device("phone", 1);
        Device two = bob.device("phone", 2);
        Device three = cem.device("phone", 2)) {
      for (int i = 0; i < EACH; i++) {
        one.client().send(group, "a" + i);
      }
      long removed = groups.remove(ada, 2, group, bob);
      for (int i = EACH; i < 2 * EACH; i++) {
        one.client().send(group, "a" + i);
      }
      three.inbox().awaitText("a" + (2 * EACH - 1));
      two.inbox().await(Message.class, message -> message.seq() == removed);
      two.client().sync().join();
      List<Long> all = seqs(three, group);
      assertThat(all).hasSize(2 + 2 * EACH);
      assertThat(seqs(two, group))
          .containsExactlyElementsOf(all.stream().filter(seq -> seq <= removed).toList());
      two.client().send(group, "let me back in");
      two.inbox()
          .await(ServerFrame.Failure.class, failure -> failure.code() == ErrorCode.NOT_A_MEMBER);
      long added = groups.invite(ada, 1, group, bob);
      one.client().send(group, "welcome back");
      two.inbox().awaitText("welcome back");
      three.inbox().awaitText("welcome back");
      assertThat(seqs(two, group)).contains(added).endsWith(seqs(three, group).getLast());
    }
  }
}
