package org.plumbline.messenger.stranger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.gateway.Socket;
import org.plumbline.protocol.ClientFrame;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.Status;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;

/** Whatever the members do, no frame of it comes to those who have no business there. */
class NothingReachesStrangersTest {

  private World world;
  private Socket ada;
  private Socket bob;
  private ThreadId group;
  private int said;

  @BeforeEach
  void settle() throws Exception {
    world = new World();
    group = world.happened().thread();
    ada = world.connect(World.ADA, "second");
    bob = world.connect(World.BOB, "second");
    for (Caller caller : Caller.values()) {
      Socket socket = world.socket(caller);
      socket.send(new ClientFrame.SubscribePresence(FrameTable.watched()));
      for (int i = 0; i < FrameTable.watched().size(); i++) {
        socket.await(ServerFrame.PresenceUpdate.class);
      }
    }
  }

  @AfterEach
  void close() {
    world.close();
  }

  private void assertNothingCame() throws Exception {
    for (Caller caller : Caller.values()) {
      Socket socket = world.socket(caller);
      socket.send(new ClientFrame.Heartbeat());
      assertThat(socket.framesUntil(ServerFrame.Heartbeat.class))
          .as("%s", caller)
          .containsExactly(new ServerFrame.Heartbeat());
    }
  }

  private long say(ThreadId thread, Content content) throws Exception {
    ada.send(new ClientFrame.Send(thread, new TempId("said-" + ++said), 1, content));
    long seq = ada.await(ServerFrame.Sent.class).seq();
    while (bob.await(ServerFrame.Receive.class).message().seq() < seq) {
      // An earlier one.
    }
    return seq;
  }

  @Test
  void shouldTellNobodyElseOfMessagesAndTheirChanges() throws Exception {
    for (ThreadId thread : List.of(group, World.direct(World.ADA, World.BOB))) {
      long seq = say(thread, new Content.Text("members-only, withheld: more"));
      say(thread, new Content.Edit(seq, "members-only, withheld: edited"));
      say(thread, new Content.Deletion(seq));
    }
    assertNothingCame();
  }

  @Test
  void shouldTellNobodyElseWhoWritesAndWhoHasRead() throws Exception {
    long seq = say(group, new Content.Text("members-only, withheld: read me"));
    ada.send(new ClientFrame.Typing(group, true));
    assertThat(bob.await(ServerFrame.Typing.class).user()).isEqualTo(World.ADA);
    bob.send(new ClientFrame.Acknowledge(group, seq, Status.READ));
    while (ada.await(ServerFrame.Receipt.class).upTo() < seq) {
      // An earlier one.
    }
    assertNothingCame();
  }

  @Test
  void shouldTellNobodyElseOfChangesOfTheGroup() throws Exception {
    String json =
        "{\"group_id\":\"%s\",\"name\":\"members-only, withheld too\"}"
            .formatted(world.happened().group());
    world.ok(World.ADA, "/user/v1/group/rename", json);
    bob.await(ServerFrame.Receive.class);
    assertNothingCame();
  }

  @Test
  void shouldTellFriendsAloneWhoComesAndGoes() throws Exception {
    ada.send(new ClientFrame.SubscribePresence(List.of(World.BOB)));
    assertThat(ada.await(ServerFrame.PresenceUpdate.class).online()).isTrue();

    bob.abort();
    world.leave(World.BOB);
    assertThat(ada.await(ServerFrame.PresenceUpdate.class).online()).isFalse();
    bob = world.connect(World.BOB, "second");
    assertThat(ada.await(ServerFrame.PresenceUpdate.class).online()).isTrue();

    assertNothingCame();
  }
}
