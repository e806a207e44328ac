package org.plumbline.messenger.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plumbline.messenger.gateway.RawSocket.CLOSE;
import static org.plumbline.messenger.gateway.RawSocket.CONTINUATION;
import static org.plumbline.messenger.gateway.RawSocket.PING;
import static org.plumbline.messenger.gateway.RawSocket.TEXT;
import static org.plumbline.messenger.gateway.RawSocket.frame;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sections 7 and 8 of RFC 6455, cut as the Autobahn test suite's groups 6 and 7. */
class Rfc6455CloseAndTextTest {

  private static final byte[] NOTHING = {};
  private static final String BEFORE = "{\"type\":\"HEARTBEAT\",\"note\":\"";

  private static Leaks leaks;
  private static RawNode node;

  @BeforeAll
  static void start() {
    leaks = new Leaks();
    node = new RawNode(Map.of());
  }

  @AfterAll
  static void stop() {
    node.close();
    leaks.shouldBeNone();
    leaks.close();
  }

  /** A heartbeat with these bytes inside a text of it. */
  private static byte[] around(byte[] bytes) {
    byte[] before = BEFORE.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(before.length + bytes.length + 2)
        .put(before)
        .put(bytes)
        .put((byte) '"')
        .put((byte) '}')
        .array();
  }

  /**
   * One to four bytes a character, the last of each length, non-characters, and the last of all.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ceba e1bdb9 cf83 cebc ceb5",
        "7f",
        "c280",
        "dfbf",
        "e0a080",
        "ed9fbf",
        "ee8080",
        "efbfbd",
        "efbfbe",
        "efbfbf",
        "f0908080",
        "f48fbfbf",
        "f09f9880"
      })
  void shouldTakeTextThatIsUtf8HoweverItIsCut(String hex) throws Exception {
    byte[] payload = around(HexFormat.of().parseHex(hex.replace(" ", "")));
    try (RawSocket raw = node.open("ada")) {
      raw.say(frame(true, 0, TEXT, payload));
      assertThat(raw.await(TEXT).text()).contains("HEARTBEAT");
      int cut = BEFORE.length() + 1;
      raw.say(frame(false, 0, TEXT, Arrays.copyOfRange(payload, 0, cut)));
      raw.say(frame(true, 0, CONTINUATION, Arrays.copyOfRange(payload, cut, payload.length)));
      assertThat(raw.await(TEXT).text()).contains("HEARTBEAT");
    }
  }

  /** Lone and missing continuations, overlong forms, surrogates, beyond the last character. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "80",
        "bf",
        "c0",
        "c2",
        "e0a0",
        "f09080",
        "fe",
        "ff",
        "c080",
        "c1bf",
        "e08080",
        "e09fbf",
        "f0808080",
        "f08fbfbf",
        "eda080",
        "edbfbf",
        "eda080edb080",
        "f4908080",
        "f5808080",
        "f888808080",
        "cebae1bdb9cf83eda080"
      })
  void shouldCloseWhenTextIsNotUtf8(String hex) throws Exception {
    byte[] payload = around(HexFormat.of().parseHex(hex));
    try (RawSocket whole = node.open("ada");
        RawSocket fragments = node.open("ada")) {
      whole.say(frame(true, 0, TEXT, payload));
      assertThat(whole.closeCode()).isEqualTo(1007);
      int cut = BEFORE.length() + 1;
      fragments.say(frame(false, 0, TEXT, Arrays.copyOfRange(payload, 0, cut)));
      fragments.say(frame(true, 0, CONTINUATION, Arrays.copyOfRange(payload, cut, payload.length)));
      assertThat(fragments.closeCode()).isEqualTo(1007);
    }
  }

  @Test
  void shouldCloseAtTheFirstFragmentThatCannotBecomeUtf8() throws Exception {
    try (RawSocket raw = node.open("ada")) {
      raw.say(frame(false, 0, TEXT, around(new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80})));
      assertThat(raw.closeCode()).as("no last fragment was sent").isEqualTo(1007);
    }
  }

  @Test
  void shouldCloseWhenTheLastCharacterIsCutOff() throws Exception {
    try (RawSocket raw = node.open("ada")) {
      raw.say(frame(true, 0, TEXT, new byte[] {'{', '}', (byte) 0xe2, (byte) 0x82}));
      assertThat(raw.closeCode()).isEqualTo(1007);
    }
  }

  @ParameterizedTest
  @ValueSource(
      ints = {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999})
  void shouldAnswerACloseWithItsOwnCode(int code) throws Exception {
    try (RawSocket raw = node.open("ada")) {
      raw.say(RawSocket.close(code, "so long".getBytes(StandardCharsets.UTF_8)));
      assertThat(raw.closeCode()).isEqualTo(code);
    }
  }

  @Test
  void shouldAnswerACloseWithoutACodeAndOneWithTheLongestReason() throws Exception {
    try (RawSocket plain = node.open("ada");
        RawSocket longest = node.open("ada")) {
      plain.say(frame(true, 0, CLOSE, NOTHING));
      assertThat(plain.closeCode()).isEqualTo(1005);
      longest.say(RawSocket.close(1000, "*".repeat(123).getBytes(StandardCharsets.UTF_8)));
      assertThat(longest.closeCode()).isEqualTo(1000);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999})
  void shouldCallACodeThatMayNotBeSentAProtocolError(int code) throws Exception {
    try (RawSocket raw = node.open("ada")) {
      raw.say(RawSocket.close(code, NOTHING));
      assertThat(raw.closeCode()).isEqualTo(1002);
    }
  }

  @Test
  void shouldCallHalfACodeAProtocolErrorAndAReasonThatIsNotUtf8AnInvalidPayload() throws Exception {
    try (RawSocket half = node.open("ada");
        RawSocket reason = node.open("ada")) {
      half.say(frame(true, 0, CLOSE, new byte[] {3}));
      assertThat(half.closeCode()).isEqualTo(1002);
      reason.say(RawSocket.close(1000, new byte[] {(byte) 0xce, (byte) 0xba, (byte) 0xff}));
      assertThat(reason.closeCode()).isEqualTo(1007);
    }
  }

  @Test
  void shouldIgnoreWhatComesAfterAClose() throws Exception {
    for (byte[] after :
        List.of(
            RawSocket.text("{\"type\":\"HEARTBEAT\"}"),
            frame(true, 0, PING, NOTHING),
            RawSocket.close(1001, NOTHING),
            frame(true, 7, 15, NOTHING))) {
      try (RawSocket raw = node.open("ada")) {
        raw.say(RawSocket.close(1000, NOTHING)).say(after);
        assertThat(raw.read().code()).isEqualTo(1000);
        assertThat(raw.read().opcode()).as("the end").isEqualTo(-1);
      }
    }
  }

  /** A device that never closes its side does not keep the connection. */
  @Test
  void shouldEndTheConnectionWithinABoundAfterTheCloseFrames() throws Exception {
    try (RawSocket raw = node.open("ada")) {
      long began = System.nanoTime();
      raw.say(frame(true, 1, TEXT, NOTHING));
      assertThat(raw.await(CLOSE).code()).isEqualTo(1002);
      byte[] chatter = RawSocket.text(" ".repeat(10_000));
      while (raw.read().opcode() >= 0) {
        raw.say(chatter);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(8));
    }
  }
}
