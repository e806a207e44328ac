package org.plumbline.messenger.stranger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.WebSocketHandshakeException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.messenger.HttpCalls.Answer;
import org.plumbline.messenger.gateway.Frames;
import org.plumbline.messenger.gateway.Socket;
import org.plumbline.messenger.session.RecordingConnection;
import org.plumbline.messenger.session.Session;
import org.plumbline.messenger.stranger.FrameTable.Target;
import org.plumbline.protocol.ClientFrame;
import org.plumbline.protocol.CloseCode;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.ErrorCode;
import org.plumbline.protocol.FrameCodec;
import org.plumbline.protocol.ServerFrame;

/**
 * Every frame in the name of a member, under a token that does not count: it reaches no session,
 * also not the open one of that member, and what reaches a session whose token has ended is not
 * taken.
 */
class FramesWithoutALoginTest {

  private static final int BYTES_MAX = 100_000;

  private static World world;
  private static List<String> before;
  private static String revoked;
  private static String session;

  @BeforeAll
  static void settle() throws Exception {
    world = new World();
    revoked = world.login("lost");
    revoke("lost");
    session = world.http().post("/poll/v1/open", "", poller()).field("session").toString();
    before = world.seen();
  }

  @AfterAll
  static void nobodyHeardAnything() throws Exception {
    try {
      assertThat(world.heard()).isEmpty();
    } finally {
      world.close();
    }
  }

  private static String poller() {
    return world.token(World.ADA, "poller");
  }

  private static void revoke(String device) {
    String json = "{\"device_id\":\"" + device + "\"}";
    assertThat(world.http().post("/user/v1/devices/revoke", json, world.token(World.ADA)).status())
        .isEqualTo(204);
  }

  /** What a member herself could send with success. */
  private static Target asMember() {
    Story.Happened happened = world.happened();
    return new Target(
        Caller.STRANGER,
        happened.thread(),
        happened.thread(),
        ErrorCode.NOT_A_MEMBER,
        happened.later(),
        happened.later(),
        happened.laterPicture());
  }

  static Stream<Arguments> frames() {
    return FrameTable.frames(asMember()).entrySet().stream()
        .map(each -> Arguments.of(each.getKey(), each.getValue()));
  }

  static Stream<Arguments> cells() {
    return frames()
        .flatMap(
            frame ->
                Stream.of(BadToken.values())
                    .map(token -> Arguments.of(token, frame.get()[0], frame.get()[1])));
  }

  @ParameterizedTest
  @EnumSource(BadToken.class)
  void shouldOpenNoSocketAndNoPollingSession(BadToken bad) {
    String token = bad.of(world, revoked);
    assertThatThrownBy(() -> Socket.open(world.uri(), token))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(
            WebSocketHandshakeException.class,
            refused -> assertThat(refused.getResponse().statusCode()).isEqualTo(401));
    for (Answer answer :
        List.of(
            world.http().post("/poll/v1/open", "", token),
            world.http().get("/poll/v1/frames?session=" + session, token),
            world.http().post("/poll/v1/close?session=" + session, "", token))) {
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.body()).doesNotContain("WELCOME", World.SECRET);
    }
    assertThat(world.http().get("/poll/v1/frames?session=" + session, poller()).status())
        .as("the member's own session lives on")
        .isEqualTo(200);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("cells")
  void shouldTakeNoFrame(BadToken bad, String name, ClientFrame frame) throws Exception {
    String json = "[" + new String(FrameCodec.encode(frame), UTF_8) + "]";
    Answer answer =
        world.http().post("/poll/v1/frames?session=" + session, json, bad.of(world, revoked));
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.body()).doesNotContain(World.SECRET);
    assertThat(world.heard()).isEmpty();
    assertThat(world.seen()).isEqualTo(before);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("frames")
  void shouldTakeNoFrameOnceTheTokenOfAnOpenSessionHasEnded(String name, ClientFrame frame)
      throws Exception {
    RecordingConnection connection = new RecordingConnection();
    long now = InstantSource.system().instant().getEpochSecond();
    Session expired = sessionOf(connection, now - 1);
    world.bean(Frames.class).take(expired, FrameCodec.encode(frame));
    assertThat(connection.closed()).isEqualTo(CloseCode.TOKEN_ENDED);
    assertThat(connection.frames()).isEmpty();

    RecordingConnection second = new RecordingConnection();
    Session closed = sessionOf(second, now + 600);
    closed.close(CloseCode.TOKEN_ENDED, "the login was ended");
    world.bean(Frames.class).take(closed, FrameCodec.encode(frame));
    assertThat(second.frames()).isEmpty();
    assertThat(world.heard()).isEmpty();
    assertThat(world.seen()).isEqualTo(before);
  }

  private static Session sessionOf(RecordingConnection connection, long expirySeconds) {
    return new Session(World.ADA, new DeviceId("old"), 1, expirySeconds, BYTES_MAX, connection, 0);
  }

  @Test
  void shouldCloseTheSocketOfALoginThatIsEndedAndRedeemNoTicketOfIt() throws Exception {
    String token = world.login("stolen");
    Socket socket = Socket.open(world.uri(), token);
    socket.await(ServerFrame.Welcome.class);
    String ticket = world.http().post("/user/v1/ticket", "", token).field("ticket").toString();

    revoke("stolen");

    assertThat(socket.closeCode()).isEqualTo(CloseCode.TOKEN_ENDED.code());
    assertThatThrownBy(() -> Socket.openWithTicket(world.uri(), ticket))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(WebSocketHandshakeException.class);
    assertThat(world.seen()).isEqualTo(before);
  }
}
