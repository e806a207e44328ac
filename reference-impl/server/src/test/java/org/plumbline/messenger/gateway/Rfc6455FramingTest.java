package org.plumbline.messenger.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plumbline.messenger.gateway.RawSocket.BINARY;
import static org.plumbline.messenger.gateway.RawSocket.CONTINUATION;
import static org.plumbline.messenger.gateway.RawSocket.PING;
import static org.plumbline.messenger.gateway.RawSocket.PONG;
import static org.plumbline.messenger.gateway.RawSocket.TEXT;
import static org.plumbline.messenger.gateway.RawSocket.frame;

import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sections 5.2 to 5.5 of RFC 6455, cut as the Autobahn test suite's groups 1 to 5. An endpoint of
 * ours answers a frame of its own protocol instead of an echo.
 */
class Rfc6455FramingTest {

  private static final byte[] NOTHING = {};
  private static final String HEARTBEAT = "{\"type\":\"HEARTBEAT\"}";

  private static Leaks leaks;
  private static RawNode node;

  @BeforeAll
  static void start() {
    leaks = new Leaks();
    node = new RawNode(Map.of("messenger.limit.malformed", "1000, 1000/s"));
  }

  @AfterAll
  static void stop() {
    node.close();
    leaks.shouldBeNone();
    leaks.close();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** A heartbeat of exactly so many bytes. */
  private static byte[] heartbeat(int bytes) {
    return ascii(HEARTBEAT + " ".repeat(bytes - HEARTBEAT.length()));
  }

  @ParameterizedTest
  @ValueSource(ints = {125, 126, 127, 128, 65_535, 65_536})
  void shouldTakeATextOfAnyLengthUpToTheBound(int bytes) throws Exception {
    try (RawSocket raw = node.open("ada")) {
      raw.say(frame(true, 0, TEXT, heartbeat(bytes)));
      assertThat(raw.await(TEXT).text()).isEqualTo(HEARTBEAT);
      raw.sayInPieces(frame(true, 0, TEXT, heartbeat(bytes)), 997);
      assertThat(raw.await(TEXT).text()).isEqualTo(HEARTBEAT);
    }
  }

  @Test
  void shouldAnswerAnEmptyTextAndLive() throws Exception {
    try (RawSocket raw = node.open("ada")) {
      raw.say(frame(true, 0, TEXT, NOTHING));
      assertThat(raw.await(TEXT).text()).contains("MALFORMED");
      raw.shouldLive();
    }
  }

  @Test
  void shouldCloseWhenAMessageIsOverTheBound() throws Exception {
    try (RawSocket whole = node.open("ada");
        RawSocket fragments = node.open("ada")) {
      whole.say(frame(true, 0, TEXT, heartbeat(65_537)));
      assertThat(whole.closeCode()).isEqualTo(1009);
      fragments.say(frame(false, 0, TEXT, heartbeat(40_000)));
      fragments.say(frame(true, 0, CONTINUATION, ascii(" ".repeat(40_000))));
      assertThat(fragments.closeCode()).isEqualTo(1009);
    }
  }

  @Test
  void shouldCloseAtTheLengthWithoutWaitingForThePayload() throws Exception {
    try (RawSocket raw = node.open("ada")) {
      raw.say(new byte[] {(byte) 0x81, (byte) 0xff, 0, 0, 1, 0, 0, 0, 0, 0});
      assertThat(raw.closeCode()).isEqualTo(1009);
    }
  }

  /** Longer than needed, or with the highest bit set: section 5.2. */
  @ParameterizedTest
  @CsvSource({"7e0005", "7f0000000000000005", "7f8000000000000005"})
  void shouldCloseWhenALengthIsNotWrittenAsItMust(String length) throws Exception {
    byte[] head = HexFormat.of().parseHex("81" + length);
    head[1] |= (byte) 0x80;
    try (RawSocket raw = node.open("ada")) {
      raw.say(head).say(new byte[9]);
      assertThat(raw.closeCode()).isEqualTo(1002);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 125})
  void shouldAnswerAPingWithItsPayload(int bytes) throws Exception {
    byte[] payload = new byte[bytes];
    Arrays.fill(payload, (byte) 0xfe);
    try (RawSocket raw = node.open("ada")) {
      raw.say(frame(true, 0, PING, payload));
      assertThat(raw.await(PONG).payload()).isEqualTo(payload);
      raw.sayInPieces(frame(true, 0, PING, payload), 1);
      assertThat(raw.await(PONG).payload()).isEqualTo(payload);
    }
  }

  @Test
  void shouldAnswerPingsInTheirOrderAndIgnorePongs() throws Exception {
    try (RawSocket raw = node.open("ada")) {
      raw.say(frame(true, 0, PONG, ascii("unasked"))).say(frame(true, 0, PONG, NOTHING));
      for (int i = 0; i < 10; i++) {
        raw.say(frame(true, 0, PING, ascii("payload-" + i)));
      }
      for (int i = 0; i < 10; i++) {
        assertThat(raw.await(PONG).text()).isEqualTo("payload-" + i);
      }
      raw.shouldLive();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {PING, PONG, RawSocket.CLOSE})
  void shouldCloseWhenAControlFrameIsTooLongOrFragmented(int opcode) throws Exception {
    try (RawSocket tooLong = node.open("ada");
        RawSocket fragmented = node.open("ada")) {
      tooLong.say(frame(true, 0, opcode, new byte[126]));
      assertThat(tooLong.closeCode()).isEqualTo(1002);
      fragmented.say(frame(false, 0, opcode, new byte[2]));
      assertThat(fragmented.closeCode()).isEqualTo(1002);
    }
  }

  /** No extension is agreed on, so RSV1, a compressed frame's mark, is a fault like the others. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
  void shouldCloseWhenAReservedBitIsSet(int reserved) throws Exception {
    for (int opcode : List.of(TEXT, BINARY, PING, RawSocket.CLOSE)) {
      try (RawSocket raw = node.open("ada")) {
        raw.say(frame(true, reserved, opcode, opcode == TEXT ? ascii(HEARTBEAT) : NOTHING));
        assertThat(raw.closeCode()).as("opcode " + opcode).isEqualTo(1002);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5, 6, 7, 11, 12, 13, 14, 15})
  void shouldCloseWhenTheOpcodeIsReserved(int opcode) throws Exception {
    try (RawSocket raw = node.open("ada")) {
      raw.say(RawSocket.text(HEARTBEAT)).say(frame(true, 0, opcode, NOTHING));
      assertThat(raw.await(TEXT).text()).isEqualTo(HEARTBEAT);
      assertThat(raw.closeCode()).isEqualTo(1002);
    }
  }

  @Test
  void shouldCloseWhenAFrameIsNotMasked() throws Exception {
    try (RawSocket raw = node.open("ada")) {
      raw.say(new byte[] {(byte) 0x81, 2, '{', '}'});
      assertThat(raw.closeCode()).isEqualTo(1002);
    }
  }

  @Test
  void shouldCloseWhenAMessageIsBinary() throws Exception {
    for (byte[] payload : List.of(NOTHING, ascii(HEARTBEAT))) {
      try (RawSocket raw = node.open("ada")) {
        raw.say(frame(true, 0, BINARY, payload));
        assertThat(raw.closeCode()).isEqualTo(1003);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 1_000})
  void shouldPutFragmentsTogetherAndAnswerThePingsBetweenThem(int pieceBytes) throws Exception {
    try (RawSocket raw = node.open("ada")) {
      raw.sayInPieces(frame(false, 0, TEXT, ascii(HEARTBEAT.substring(0, 7))), pieceBytes);
      raw.sayInPieces(frame(true, 0, PING, ascii("between")), pieceBytes);
      raw.sayInPieces(frame(false, 0, CONTINUATION, NOTHING), pieceBytes);
      raw.sayInPieces(frame(true, 0, CONTINUATION, ascii(HEARTBEAT.substring(7))), pieceBytes);
      assertThat(raw.read().opcode()).isEqualTo(PONG);
      assertThat(raw.await(TEXT).text()).isEqualTo(HEARTBEAT);
    }
  }

  @Test
  void shouldCloseWhenFragmentsAreOutOfOrder() throws Exception {
    byte[] begun = frame(false, 0, TEXT, ascii("{"));
    List<List<byte[]>> cases =
        List.of(
            List.of(frame(true, 0, CONTINUATION, ascii("}"))),
            List.of(frame(false, 0, CONTINUATION, ascii("}"))),
            List.of(begun, frame(true, 0, TEXT, ascii("}"))),
            List.of(begun, frame(false, 0, TEXT, ascii("}"))),
            List.of(begun, frame(true, 0, BINARY, NOTHING)));
    for (List<byte[]> each : cases) {
      try (RawSocket raw = node.open("ada")) {
        for (byte[] bytes : each) {
          raw.say(bytes);
        }
        assertThat(raw.closeCode()).isEqualTo(1002);
      }
    }
  }

  @Test
  void shouldKeepNothingOfMessagesThatAreNeverFinished() throws IOException {
    long before = PlatformDependent.usedDirectMemory();
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 40; i++) {
        try (RawSocket raw = node.open("ada")) {
          raw.say(frame(false, 0, TEXT, heartbeat(60_000)));
          for (int empty = 0; empty < 200; empty++) {
            raw.say(frame(false, 0, CONTINUATION, NOTHING));
          }
          raw.say(frame(true, 0, PING, NOTHING));
          raw.await(PONG);
        }
      }
    }
    assertThat(PlatformDependent.usedDirectMemory() - before)
        .as("direct memory after 120 unfinished messages of 60,000 bytes")
        .isLessThan(48_000_000);
  }
}
