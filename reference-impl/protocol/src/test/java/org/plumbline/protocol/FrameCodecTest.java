package org.plumbline.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FrameCodecTest {

  private static final ThreadId THREAD = new ThreadId("d:ada:bob");
  private static final Message MESSAGE =
      new Message(
          THREAD,
          MessageId.of(1_800_000_000_123L, 16_383, 255),
          42,
          41,
          new UserId("ada"),
          new TempId("t-1"),
          "Zeile 1\n\"zwei\" \u00e4\u20ac\ud83d\ude00",
          1_800_000_000_123L);

  static Stream<ServerFrame> serverFrames() {
    return Stream.of(
        new ServerFrame.Welcome(new UserId("ada"), new DeviceId("phone"), "node-1", 7, 30_000),
        new ServerFrame.Sent(THREAD, new TempId("t-1"), MESSAGE.id(), 42),
        new ServerFrame.Receive(MESSAGE),
        new ServerFrame.Receipt(THREAD, new UserId("bob"), 42, Status.DELIVERED),
        new ServerFrame.Receipt(THREAD, new UserId("bob"), 42, Status.READ),
        new ServerFrame.SyncPage(THREAD, List.of(MESSAGE, MESSAGE), true),
        new ServerFrame.SyncPage(THREAD, List.of(), false),
        new ServerFrame.Synced(),
        new ServerFrame.Resync("directory restored"),
        new ServerFrame.PresenceUpdate(new UserId("bob"), true, null),
        new ServerFrame.PresenceUpdate(new UserId("bob"), false, 5L),
        new ServerFrame.Typing(new ThreadId("g:42"), new UserId("bob"), true),
        new ServerFrame.Goodbye(2_500),
        new ServerFrame.Heartbeat(),
        new ServerFrame.Failure(ErrorCode.THROTTLED, new TempId("t-1"), "64 on their way", 250),
        new ServerFrame.Failure(ErrorCode.MALFORMED, null, "type: x (unknown)", 0));
  }

  static Stream<ClientFrame> clientFrames() {
    return Stream.of(
        new ClientFrame.Send(THREAD, new TempId("t-1"), 1, "Hey!"),
        new ClientFrame.Send(THREAD, new TempId("t-1"), 3, "Hey!"),
        new ClientFrame.Send(THREAD, new TempId("t-2"), 1, new Content.Edit(42, "Hey?")),
        new ClientFrame.Send(THREAD, new TempId("t-3"), 1, new Content.Deletion(42)),
        new ClientFrame.Typing(THREAD, true),
        new ClientFrame.Typing(THREAD, false),
        new ClientFrame.Acknowledge(THREAD, 42, Status.READ),
        new ClientFrame.Sync(Map.of(THREAD, 41L), true),
        new ClientFrame.Sync(Map.of(), false),
        new ClientFrame.SubscribePresence(List.of(new UserId("bob"))),
        new ClientFrame.Heartbeat());
  }

  @ParameterizedTest
  @MethodSource("serverFrames")
  void shouldReadBackWhatAServerWrote(ServerFrame frame) throws MalformedFrame {
    assertThat(FrameCodec.decodeServer(FrameCodec.encode(frame))).isEqualTo(frame);
  }

  @ParameterizedTest
  @MethodSource("clientFrames")
  void shouldReadBackWhatAClientWrote(ClientFrame frame) throws MalformedFrame {
    assertThat(FrameCodec.decodeClient(FrameCodec.encode(frame))).isEqualTo(frame);
  }

  static Stream<Content> contents() {
    return Stream.of(
        new Content.Text("Hey!"),
        new Content.Media(
            Content.MediaKind.IMAGE, new MediaId("m-1"), "image/png", 70_000, "our boat"),
        new Content.Media(Content.MediaKind.VIDEO, new MediaId("m-2"), "video/mp4", 7, ""),
        new Content.Edit(41, "Hey?"),
        new Content.Deletion(41),
        new Content.Text("Hey?", 43),
        new Content.Media(
            Content.MediaKind.IMAGE, new MediaId("m-1"), "image/png", 7, "our boat", 43),
        new Content.Deleted(44),
        new Content.MembershipChange(
            Content.Change.CREATED,
            List.of(new UserId("ada"), new UserId("bob")),
            Role.MEMBER,
            "Rowing"),
        new Content.MembershipChange(Content.Change.DELETED, List.of(), Role.OWNER, ""));
  }

  @ParameterizedTest
  @MethodSource("contents")
  void shouldReadBackWhateverAMessageSays(Content content) throws MalformedFrame {
    Message message =
        new Message(
            new ThreadId("g:42"),
            MESSAGE.id(),
            42,
            41,
            MESSAGE.sender(),
            MESSAGE.tempId(),
            content,
            5);
    ServerFrame.Receive frame = new ServerFrame.Receive(message);
    assertThat(FrameCodec.decodeServer(FrameCodec.encode(frame))).isEqualTo(frame);
    assertThat(ContentCodec.decode(ContentCodec.encode(content))).isEqualTo(content);
  }

  @Test
  void shouldReadBackWhoseRunAMessageEnds() throws MalformedFrame {
    ServerFrame.Run run = new ServerFrame.Run(new UserId("bob"), new DeviceId("phone"), 17);
    ServerFrame.Receive frame = new ServerFrame.Receive(MESSAGE, run);
    assertThat(FrameCodec.decodeServer(FrameCodec.encode(frame))).isEqualTo(frame);
    assertThat(frame.prevFor(new UserId("bob"), new DeviceId("phone"))).isEqualTo(17);
    assertThat(frame.prevFor(new UserId("bob"), new DeviceId("x"))).isEqualTo(MESSAGE.prev());
  }

  @Test
  void shouldRefuseAChangeOfMembersWhenADeviceSendsIt() {
    byte[] frame =
        ("{\"type\":\"SEND_MESSAGE\",\"thread_id\":\"g:42\",\"temp_id\":\"x\","
                + "\"kind\":\"membership\",\"change\":\"added\",\"users\":[\"eve\"],"
                + "\"role\":\"owner\",\"text\":\"\"}")
            .getBytes(UTF_8);
    assertThatThrownBy(() -> FrameCodec.decodeClient(frame))
        .isInstanceOf(MalformedFrame.class)
        .hasMessageContaining("kind: membership");
  }

  @Test
  void shouldReadTheDocumentsExampleWhenFieldsComeInAnyOrder() throws MalformedFrame {
    byte[] frame =
        "{\"text\":\"Hey!\",\"thread_id\":\"d:a:b\",\"new\":[{}],\"temp_id\":\"x\",\"type\":\"SEND_MESSAGE\"}"
            .getBytes(UTF_8);
    assertThat(FrameCodec.decodeClient(frame))
        .isEqualTo(new ClientFrame.Send(new ThreadId("d:a:b"), new TempId("x"), 1, "Hey!"));
  }

  @Test
  void shouldWriteMessageIdsAsStringsBecauseTheyExceedTwoToThe53() {
    assertThat(new String(FrameCodec.encode(new ServerFrame.Receive(MESSAGE)), UTF_8))
        .contains("\"message_id\":\"" + MESSAGE.id() + "\"");
    assertThat(MESSAGE.id().value()).isGreaterThan(1L << 53);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{ | not readable as JSON",
        "[] | expected: a JSON object",
        "{} {} | type: missing",
        "{\"type\":\"HEARTBEAT\"} x | not readable as JSON",
        "{\"type\":\"DANCE\"} | type: DANCE (unknown)",
        "{\"type\":\"SEND_MESSAGE\",\"temp_id\":\"x\",\"text\":\"y\"} | thread_id: missing",
        "{\"type\":\"SEND_MESSAGE\",\"thread_id\":\"d:b:a\",\"temp_id\":\"x\",\"text\":\"y\"} |"
            + " ascending order",
        "{\"type\":\"SEND_MESSAGE\",\"thread_id\":\"d:a:b\",\"temp_id\":\"x y\",\"text\":\"y\"} |"
            + " temp_id: x y",
        "{\"type\":\"SEND_MESSAGE\",\"thread_id\":\"d:a:b\",\"temp_id\":\"x\",\"text\":\"\"} |"
            + " text: 0 characters",
        "{\"type\":\"SEND_MESSAGE\",\"thread_id\":\"d:a:b\",\"temp_id\":\"x\",\"attempt\":0,\"text\":\"y\"}"
            + " | attempt: 0",
        "{\"type\":\"MESSAGE_ACK\",\"thread_id\":\"d:a:b\",\"seq\":1,\"status\":\"SENT\"} | status:"
            + " SENT",
        "{\"type\":\"MESSAGE_ACK\",\"thread_id\":\"d:a:b\",\"seq\":-1,\"status\":\"READ\"} | seq:"
            + " -1",
        "{\"type\":\"MESSAGE_ACK\",\"thread_id\":\"d:a:b\",\"seq\":\"1\",\"status\":\"READ\"} |"
            + " seq: missing",
        "{\"type\":\"SEND_MESSAGE\",\"thread_id\":\"d:a:b\",\"temp_id\":\"x\",\"text\":\"y\",\"edited\":1}"
            + " | edited: ",
        "{\"type\":\"SEND_MESSAGE\",\"thread_id\":\"d:a:b\",\"temp_id\":\"x\",\"kind\":\"deleted\",\"deleted\":1}"
            + " | kind: deleted",
        "{\"type\":\"SUBSCRIBE_PRESENCE\",\"users\":[1]} | users:",
        "{\"type\":\"SYNC\",\"cursors\":{\"d:a:b\":\"x\"}} | cursors.d:a:b",
      })
  void shouldNameTheFieldWhenAFrameIsMalformed(String frame, String named) {
    assertThatThrownBy(() -> FrameCodec.decodeClient(frame.getBytes(UTF_8)))
        .isInstanceOf(MalformedFrame.class)
        .hasMessageContaining(named);
  }

  @Test
  void shouldRefuseAFrameThatIsTooLong() {
    assertThatThrownBy(() -> FrameCodec.decodeClient(new byte[FrameCodec.FRAME_BYTES_MAX + 1]))
        .isInstanceOf(MalformedFrame.class)
        .hasMessageContaining("65537 bytes");
  }

  @Test
  void shouldRefuseAFrameThatIsNestedTooDeeply() {
    String frame = "{\"type\":\"SYNC\",\"x\":" + "[".repeat(50) + "]".repeat(50) + "}";
    assertThatThrownBy(() -> FrameCodec.decodeClient(frame.getBytes(UTF_8)))
        .isInstanceOf(MalformedFrame.class)
        .hasMessageContaining("not readable as JSON");
  }
}
