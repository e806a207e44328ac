package org.plumbline.messenger.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plumbline.messenger.gateway.RawSocket.TEXT;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.messenger.history.MessageHistory;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ThreadId;

/** Every client frame as it must not be: answered by name, nothing leaked, nothing changed. */
class MalformedFramesTest {

  private static final ThreadId OURS = new ThreadId("d:ada:bob");

  private static RawNode node;

  @BeforeAll
  static void start() {
    node = new RawNode(Map.of("messenger.limit.malformed", "5, 1/m"));
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  /** The field that the detail names, and the frame with single quotes. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "type|{}",
        "type|{'type':7}",
        "type|{'type':null}",
        "type|{'type':'SHOUT'}",
        "type|{'type':'WELCOME'}",
        "frame|[]",
        "frame|null",
        "frame|{'type':'HEARTBEAT'} {}",
        "frame|{'type':'HEARTBEAT'",
        "frame|{type:'HEARTBEAT'}",
        "frame|{'a':{'a':{'a':{'a':{'a':{'a':{'a':{'a':{'a':1}}}}}}}}}",
        "type|{'type':'HEARTBEAT','type':'SYNC'}",
        "thread_id|{'type':'SEND_MESSAGE','temp_id':'t','text':'x'}",
        "thread_id|{'type':'SEND_MESSAGE','thread_id':7,'temp_id':'t','text':'x'}",
        "thread_id|{'type':'SEND_MESSAGE','thread_id':'d:ada:bob','thread_id':'d:ada:bob'}",
        "thread_id|{'type':'SEND_MESSAGE','thread_id':'../etc','temp_id':'t','text':'x'}",
        "temp_id|{'type':'SEND_MESSAGE','thread_id':'d:ada:bob','text':'x'}",
        "temp_id|{'type':'SEND_MESSAGE','thread_id':'d:ada:bob','temp_id':'','text':'x'}",
        "text|{'type':'SEND_MESSAGE','thread_id':'d:ada:bob','temp_id':'t'}",
        "text|{'type':'SEND_MESSAGE','thread_id':'d:ada:bob','temp_id':'t','text':['x']}",
        "attempt|{'type':'SEND_MESSAGE','thread_id':'d:ada:bob','temp_id':'t','text':'x','attempt':0}",
        "attempt|{'type':'SEND_MESSAGE','thread_id':'d:ada:bob','temp_id':'t','text':'x','attempt':'1'}",
        "attempt|{'type':'SEND_MESSAGE','thread_id':'d:ada:bob','temp_id':'t','text':'x','attempt':1.5}",
        "|{'type':'SEND_MESSAGE','thread_id':'d:ada:bob','temp_id':'t','text':'x','attempt':99999999999}",
        "frame|{'type':'SEND_MESSAGE','thread_id':'d:ada:bob','temp_id':'t','text':'x','attempt':99999999999999999999}",
        "kind|{'type':'SEND_MESSAGE','thread_id':'d:ada:bob','temp_id':'t','kind':'shout','text':'x'}",
        "kind|{'type':'SEND_MESSAGE','thread_id':'d:ada:bob','temp_id':'t','kind':'membership','change':'added','users':['ada'],'role':'member','text':'x'}",
        "seq|{'type':'MESSAGE_ACK','status':'READ','thread_id':'d:ada:bob'}",
        "seq|{'type':'MESSAGE_ACK','status':'READ','thread_id':'d:ada:bob','seq':-1}",
        "seq|{'type':'MESSAGE_ACK','status':'READ','thread_id':'d:ada:bob','seq':'1'}",
        "status|{'type':'MESSAGE_ACK','status':'SENT','thread_id':'d:ada:bob','seq':1}",
        "status|{'type':'MESSAGE_ACK','status':1,'thread_id':'d:ada:bob','seq':1}",
        "cursors|{'type':'SYNC'}",
        "cursors|{'type':'SYNC','cursors':[]}",
        "cursors|{'type':'SYNC','cursors':{'d:ada:bob':'1'}}",
        "named_only|{'type':'SYNC','cursors':{},'named_only':'yes'}",
        "users|{'type':'SUBSCRIBE_PRESENCE'}",
        "users|{'type':'SUBSCRIBE_PRESENCE','users':'bob'}",
        "users|{'type':'SUBSCRIBE_PRESENCE','users':[7]}",
        "thread_id|{'type':'TYPING','active':true}",
        "active|{'type':'TYPING','thread_id':'d:ada:bob','active':1}"
      })
  void shouldNameTheFieldAndDoNothingWhenAFrameIsMalformed(String field, String frame)
      throws Exception {
    try (RawSocket ada = node.open("ada")) {
      ada.say(RawSocket.text(frame.replace('\'', '"')));
      String answer = ada.await(TEXT).text();
      assertThat(answer).as(frame).contains("\"ERROR\"", "\"MALFORMED\"");
      assertThat(answer).contains(field == null ? "" : field);
      ada.shouldLive();
    }
    assertThat(node.bean(MessageHistory.class).after(OURS, Message.NONE, 10).messages()).isEmpty();
  }

  @Test
  void shouldBoundUsersCursorsAndFields() throws Exception {
    try (RawSocket ada = node.open("ada")) {
      ada.say(
          RawSocket.text(
              "{\"type\":\"SUBSCRIBE_PRESENCE\",\"users\":[" + "\"u\",".repeat(200) + "\"u\"]}"));
      assertThat(ada.await(TEXT).text()).contains("MALFORMED", "users: 201");
      StringBuilder cursors = new StringBuilder("{\"type\":\"SYNC\",\"cursors\":{\"d:ada:b\":1");
      for (int i = 0; i < 500; i++) {
        cursors.append(",\"d:ada:b").append(i).append("\":1");
      }
      ada.say(RawSocket.text(cursors.append("}}").toString()));
      assertThat(ada.await(TEXT).text()).contains("MALFORMED", "cursors: 501");
      StringBuilder fields = new StringBuilder("{\"type\":\"HEARTBEAT\"");
      for (int i = 0; i < 40; i++) {
        fields.append(",\"f").append(i).append("\":1");
      }
      ada.say(RawSocket.text(fields.append('}').toString()));
      assertThat(ada.await(TEXT).text()).contains("MALFORMED", "fields");
    }
  }

  @Test
  void shouldCloseWhoSendsOneMalformedFrameAfterAnother() throws Exception {
    try (RawSocket ada = node.open("ada")) {
      for (int i = 0; i < 5; i++) {
        ada.say(RawSocket.text("{}"));
        assertThat(ada.await(TEXT).text()).contains("MALFORMED");
      }
      ada.say(RawSocket.text("{}"));
      assertThat(ada.closeCode()).isEqualTo(4400);
    }
  }

  /** Carol is none of the thread's two: every frame that names it is refused, and says no more. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'SEND_MESSAGE','thread_id':'d:ada:bob','temp_id':'t','text':'x'}",
        "{'type':'MESSAGE_ACK','status':'READ','thread_id':'d:ada:bob','seq':0}",
        "{'type':'TYPING','thread_id':'d:ada:bob','active':true}"
      })
  void shouldRefuseAStrangerAndTellTheMembersNothing(String frame) throws Exception {
    try (RawSocket ada = node.open("ada");
        RawSocket carol = node.open("carol")) {
      carol.say(RawSocket.text(frame.replace('\'', '"')));
      assertThat(carol.await(TEXT).text()).contains("\"ERROR\"", "NOT_A_MEMBER");
      ada.say(RawSocket.text("{\"type\":\"HEARTBEAT\"}"));
      assertThat(ada.await(TEXT).text()).isEqualTo("{\"type\":\"HEARTBEAT\"}");
    }
    assertThat(node.bean(MessageHistory.class).after(OURS, Message.NONE, 10).messages()).isEmpty();
  }

  @Test
  void shouldGiveAStrangerNothingOfAThreadItNamesInASync() throws Exception {
    ThreadId secret = new ThreadId("d:erin:frank");
    try (RawSocket erin = node.open("erin");
        RawSocket carol = node.open("carol")) {
      erin.say(
          RawSocket.text(
              "{\"type\":\"SEND_MESSAGE\",\"thread_id\":\"%s\",\"temp_id\":\"t\",\"text\":\"psst\"}"
                  .formatted(secret)));
      assertThat(erin.await(TEXT).text()).contains("SENT");
      for (String namedOnly : new String[] {"true", "false"}) {
        carol.say(
            RawSocket.text(
                "{\"type\":\"SYNC\",\"cursors\":{\"%s\":-1},\"named_only\":%s}"
                    .formatted(secret, namedOnly)));
        String answer = carol.await(TEXT).text();
        assertThat(answer).doesNotContain("psst").containsAnyOf("SYNCED", "NOT_A_MEMBER");
      }
    }
  }
}
