package org.plumbline.messenger.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.feature.FeatureWorld.Device;
import org.plumbline.messenger.feature.FeatureWorld.User;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.ThreadId;

/**
 * F-22: a group's message goes to every member who is there at once, to the others when they come;
 * above the threshold (100 members) by a way of its own and without hints to all.
 */
class F22FanOutIT {

  private static final int MEMBERS = 150;

  private final FeatureWorld world = FeatureWorld.world();
  private final TestGroups groups = new TestGroups(world);

  /** Users who are made, and made friends of the owner, some at a time. */
  private User[] friendsOf(User owner, int count) throws Exception {
    List<User> users = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<User>> made = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        made.add(
            threads.submit(
                () -> {
                  User user = world.user("many");
                  world.befriend(owner, user);
                  return user;
                }));
      }
      for (Future<User> user : made) {
        users.add(user.get(180, TimeUnit.SECONDS));
      }
    }
    return users.toArray(User[]::new);
  }

  @Test
  void shouldReachThoseWhoAreThereAndKeepItForTheOthersInALargeGroup() throws Exception {
    User ada = world.user("ada");
    User bob = world.user("bob");
    User[] others = friendsOf(ada, MEMBERS);
    ThreadId group = groups.create(ada, "Town");
    groups.invite(ada, 1, group, others);
    ThreadId direct = ada.threadWith(bob);
    try (Device ours = ada.device("phone", 1);
        Device near = others[0].device("phone", 1);
        Device far = others[MEMBERS - 1].device("phone", 2);
        Device apart = bob.device("phone", 2)) {
      ours.client().typing(group, true);
      for (int i = 0; i < 10; i++) {
        ours.client().send(group, "to many " + i);
        ours.client().send(direct, "to one " + i);
      }
      near.inbox().awaitText("to many 9");
      far.inbox().awaitText("to many 9");
      apart.inbox().awaitText("to one 9");
      assertThat(texts(near, group)).containsExactlyElementsOf(texts(far, group)).hasSize(10);
      assertThat(near.inbox().all(ServerFrame.Typing.class)).isEmpty();
      try (Device later = others[77].device("phone", 1)) {
        later.inbox().awaitText("to many 9");
        assertThat(texts(later, group)).containsExactlyElementsOf(texts(near, group));
      }
      long removed = groups.remove(ada, 2, group, others[0]);
      ours.client().send(group, "one less");
      far.inbox().awaitText("one less");
      near.inbox().await(Message.class, message -> message.seq() == removed);
      near.client().sync().join();
      assertThat(texts(near, group)).doesNotContain("one less");
    }
  }

  private static List<String> texts(Device device, ThreadId group) {
    return device.inbox().shownOf(group).stream()
        .map(Message::text)
        .filter(text -> !text.isEmpty())
        .toList();
  }

  @Test
  void shouldTellWhoWritesInASmallGroup() {
    User ada = world.user("ada");
    User bob = world.user("bob");
    ThreadId group = groups.create(ada, "Walks", bob);
    try (Device ours = ada.device("phone", 1);
        Device his = bob.device("phone", 2)) {
      ours.client().typing(group, true);
      his.inbox().await(ServerFrame.Typing.class, typing -> typing.thread().equals(group));
      ours.client().send(group, "here");
      his.inbox().awaitText("here");
    }
  }
}
