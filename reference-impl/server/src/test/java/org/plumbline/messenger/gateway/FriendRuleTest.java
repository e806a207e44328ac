package org.plumbline.messenger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.HttpCalls;
import org.plumbline.messenger.account.Tokens;
import org.plumbline.protocol.ClientFrame;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.ErrorCode;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.Status;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/** What strangers may not do to one another, and friends may. */
class FriendRuleTest {

  private static final EmbeddedServer SERVER =
      ApplicationContext.run(
          EmbeddedServer.class,
          Map.of(
              "messenger.servers", "memory",
              "micronaut.server.port", "-1",
              "messenger.friend.required", "true",
              "messenger.presence.offline-delay", "0s"));

  private final Tokens tokens = SERVER.getApplicationContext().getBean(Tokens.class);
  private final HttpCalls node = new HttpCalls(SERVER.getURI());
  private final String ada = name("ada");
  private final String bob = name("bob");
  private final ThreadId thread = ThreadId.direct(new UserId(ada), new UserId(bob));

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Test
  void shouldRefuseMessageTypingAndReceiptBetweenStrangers() throws Exception {
    Socket from = connect(ada);
    Socket to = connect(bob);
    TempId tempId = new TempId("t-1");
    from.send(new ClientFrame.Send(thread, tempId, 1, "hello"));
    ServerFrame.Failure refused = from.await(ServerFrame.Failure.class);
    assertThat(refused.code()).isEqualTo(ErrorCode.NOT_FRIENDS);
    assertThat(refused.tempId()).isEqualTo(tempId);
    from.send(new ClientFrame.Typing(thread, true));
    assertThat(from.await(ServerFrame.Failure.class).code()).isEqualTo(ErrorCode.NOT_FRIENDS);
    from.send(new ClientFrame.Acknowledge(thread, 7, Status.READ));
    assertThat(from.await(ServerFrame.Failure.class).code()).isEqualTo(ErrorCode.NOT_FRIENDS);

    befriend();
    from.send(new ClientFrame.Send(thread, new TempId("t-2"), 1, "hello friend"));

    assertThat(to.await(ServerFrame.Receive.class).message().text()).isEqualTo("hello friend");
    from.await(ServerFrame.Sent.class);
  }

  @Test
  void shouldRefuseAgainWhenTheFriendshipHasEnded() throws Exception {
    befriend();
    Socket from = connect(ada);
    from.send(new ClientFrame.Send(thread, new TempId("t-1"), 1, "hello"));
    from.await(ServerFrame.Sent.class);

    assertThat(post("remove", bob, ada).status()).isEqualTo(204);
    from.send(new ClientFrame.Send(thread, new TempId("t-2"), 1, "still there?"));

    assertThat(from.await(ServerFrame.Failure.class).code()).isEqualTo(ErrorCode.NOT_FRIENDS);
  }

  @Test
  void shouldKeepTheOrderOfMessagesWhenTheFriendshipIsLookedUp() throws Exception {
    befriend();
    Socket to = connect(bob);
    Socket from = connect(ada);
    for (int i = 0; i < 20; i++) {
      from.send(new ClientFrame.Send(thread, new TempId("t-" + i), 1, "m" + i));
    }
    for (int i = 0; i < 20; i++) {
      assertThat(to.await(ServerFrame.Receive.class).message().text()).isEqualTo("m" + i);
    }
  }

  @Test
  void shouldAnswerPresenceOfAStrangerAsOfNobody() throws Exception {
    Socket there = connect(bob);
    UserId nobody = new UserId("nobody-at-all");
    Socket watching = connect(ada);
    watching.send(new ClientFrame.SubscribePresence(List.of(new UserId(bob), nobody)));
    for (int i = 0; i < 2; i++) {
      ServerFrame.PresenceUpdate told = watching.await(ServerFrame.PresenceUpdate.class);
      assertThat(told.online()).isFalse();
      assertThat(told.lastSeenMillis()).isNull();
    }
    String asked = node.get("/presence/v1?users=" + bob, token(ada)).body();
    assertThat(asked)
        .isEqualTo(
            node.get("/presence/v1?users=nobody-at-all", token(ada))
                .body()
                .replace("nobody-at-all", bob));

    befriend();
    there.abort();

    assertThat(watching.await(ServerFrame.PresenceUpdate.class).lastSeenMillis()).isNotNull();
    assertThat(node.get("/presence/v1?users=" + bob, token(ada)).body()).isNotEqualTo(asked);
  }

  private void befriend() {
    assertThat(post("add", ada, bob).status()).isEqualTo(200);
    assertThat(post("add", bob, ada).field("state")).isEqualTo("friends");
  }

  private HttpCalls.Answer post(String what, String user, String other) {
    return node.post("/user/v1/friend/" + what, "{\"user_id\":\"" + other + "\"}", token(user));
  }

  private Socket connect(String user) throws Exception {
    Socket socket = Socket.open(SERVER.getURI(), token(user));
    socket.await(ServerFrame.Welcome.class);
    return socket;
  }

  private String token(String user) {
    return tokens.issue(new UserId(user), new DeviceId("phone")).token();
  }

  private static String name(String hint) {
    return hint + "-" + UUID.randomUUID();
  }
}
