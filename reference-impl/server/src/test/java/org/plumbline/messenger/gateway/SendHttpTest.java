package org.plumbline.messenger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.messenger.HttpCalls;
import org.plumbline.messenger.HttpCalls.Answer;
import org.plumbline.messenger.account.Tokens;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;

@MicronautTest
@Property(name = "messenger.servers", value = "memory")
@Property(name = "messenger.friend.required", value = "false")
class SendHttpTest {

  private static final String PATH = "/user/v1/chat/message/send";

  private final HttpCalls node;
  private final Tokens tokens;

  SendHttpTest(EmbeddedServer server, Tokens tokens) {
    this.node = new HttpCalls(server.getURI());
    this.tokens = tokens;
  }

  private Answer send(String user, String json) {
    return node.post(PATH, json, token(user));
  }

  private String token(String user) {
    return tokens.issue(new UserId(user), new DeviceId("phone")).token();
  }

  @Test
  void shouldPlaceAMessageInTheThreadOfBothWhenARecipientIsNamed() {
    Answer answer =
        send("ann", "{\"recipient_id\":\"ben\",\"content\":\"Hey!\",\"type\":\"text\"}");

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.field("thread_id")).isEqualTo("d:ann:ben");
    Answer history =
        node.get("/thread/v1/d:ann:ben/messages?seen=" + answer.field("seq"), token("ben"));
    assertThat(history.body()).contains("Hey!", answer.field("message_id").toString());
  }

  @Test
  void shouldNameTheFirstMessageWhenTheCallIsRepeated() {
    String json = "{\"recipient_id\":\"cem\",\"content\":\"once\",\"temp_id\":\"t-1\"";
    Answer first = send("ann", json + "}");
    Answer second = send("ann", json + ",\"attempt\":2}");

    assertThat(second.status()).as(second.body()).isEqualTo(200);
    assertThat(second.field("seq")).isEqualTo(first.field("seq"));
    assertThat(second.field("message_id")).isEqualTo(first.field("message_id"));
  }

  @Test
  void shouldTakeTheSenderFromTheTokenWhenTheThreadIsSomebodyElses() {
    Answer answer = send("eve", "{\"thread_id\":\"d:ann:ben\",\"content\":\"let me in\"}");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.field("code")).isEqualTo("NOT_A_MEMBER");
  }

  @Test
  void shouldRefuseWhenThereIsNoToken() {
    assertThat(node.post(PATH, "{\"recipient_id\":\"ben\",\"content\":\"x\"}").status())
        .isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"content":"x"}                                             | exactly one
          {"recipient_id":"ben","group_id":"1","content":"x"}         | exactly one
          {"recipient_id":"ben"}                                      | text: 0 characters
          {"recipient_id":"ann","content":"x"}                        | two different users
          {"recipient_id":"b:n","content":"x"}                        | user_id
          {"recipient_id":"ben","type":"song","content":"x"}          | type: song
          {"recipient_id":"ben","type":"image"}                       | media_id: missing
          {"recipient_id":"ben","content":"x","attempt":0}            | attempt: 0
          """)
  void shouldNameTheFieldWhenTheBodyIsMalformed(String json, String named) {
    Answer answer = send("ann", json);

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.field("detail").toString()).contains(named);
  }
}
