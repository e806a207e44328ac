package org.plumbline.messenger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.messenger.HttpCalls;
import org.plumbline.messenger.directory.Await;
import org.plumbline.messenger.directory.SessionDirectory;
import org.plumbline.messenger.history.MessageHistory;
import org.plumbline.protocol.ClientFrame;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/** A whole node with each strategy: what is promised on a quiet day holds with all of them. */
class StrategiesTest {

  private static final ThreadId THREAD = new ThreadId("d:ada:bob");

  @ParameterizedTest
  @CsvSource({
    "on_receive, log, sync",
    "on_broker, direct, sync",
    "on_store, log, sync",
    "on_store, direct, async"
  })
  void shouldTellTheSenderAndTheRecipientTheSame(String ack, String route, String registration)
      throws Exception {
    Map<String, String> settings =
        Map.of(
            "messenger.ack", ack,
            "messenger.route", route,
            "messenger.session.registration", registration);
    try (RawNode node = new RawNode(settings)) {
      Socket phone = Socket.open(node.uri(), node.token("ada", "phone"));
      Socket bob = Socket.open(node.uri(), node.token("bob", "phone"));
      phone.await(ServerFrame.Welcome.class);
      bob.await(ServerFrame.Welcome.class);
      // An unrecorded device would hear nothing live.
      List<UserId> both = List.of(new UserId("ada"), new UserId("bob"));
      SessionDirectory directory = node.bean(SessionDirectory.class);
      Await.until(
          "both are recorded",
          Duration.ofSeconds(10),
          () -> directory.locate(both).keySet().containsAll(both));
      phone.send(new ClientFrame.Send(THREAD, new TempId("t-1"), 1, "Hey!"));
      ServerFrame.Sent sent = phone.await(ServerFrame.Sent.class);
      Message message = bob.await(ServerFrame.Receive.class).message();
      assertThat(message.id()).isEqualTo(sent.id());
      assertThat(sent.seq()).isEqualTo(ack.equals("on_receive") ? Message.NONE : message.seq());
      if (ack.equals("on_store")) {
        assertThat(node.bean(MessageHistory.class).find(THREAD, sent.seq()))
            .map(Message::text)
            .contains("Hey!");
      }
      HttpCalls.Answer http =
          new HttpCalls(node.uri())
              .post(
                  "/user/v1/chat/message/send",
                  "{\"recipient_id\":\"bob\",\"content\":\"again\"}",
                  node.token("ada", "phone"));
      assertThat(http.status()).as(http.body()).isEqualTo(200);
      assertThat(bob.await(ServerFrame.Receive.class).message().text()).isEqualTo("again");
    }
  }
}
