package org.plumbline.messenger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.account.Tokens;
import org.plumbline.messenger.directory.Await;
import org.plumbline.messenger.directory.memory.MemoryDirectory;
import org.plumbline.messenger.history.MessageHistory;
import org.plumbline.protocol.ClientFrame;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.ErrorCode;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.Status;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

class GatewayTest {

  private static final String SECRET = "a secret of at least thirty-two bytes";
  private static final ThreadId THREAD = new ThreadId("d:ada:bob");
  private static final EmbeddedServer SERVER =
      ApplicationContext.run(
          EmbeddedServer.class,
          Map.of(
              "messenger.servers", "memory",
              "micronaut.server.port", "-1",
              "messenger.token.secret", SECRET,
              "messenger.presence.offline-delay", "0s"));

  private final Tokens tokens = SERVER.getApplicationContext().getBean(Tokens.class);
  private final MemoryDirectory directory =
      SERVER.getApplicationContext().getBean(MemoryDirectory.class);

  @AfterEach
  void reachable() {
    directory.setReachable(true);
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  private URI node() {
    return SERVER.getURI();
  }

  private String token(String user, String device) {
    return tokens.issue(new UserId(user), new DeviceId(device)).token();
  }

  private Socket connect(String user, String device) throws Exception {
    Socket socket = Socket.open(node(), token(user, device));
    assertThat(socket.await(ServerFrame.Welcome.class).user()).isEqualTo(new UserId(user));
    return socket;
  }

  /** The raw answer to an upgrade request, until its headers end. */
  private String upgrade(Map<String, String> headers) throws Exception {
    StringBuilder request =
        new StringBuilder("GET /ws HTTP/1.1\r\nHost: " + node().getAuthority() + "\r\n");
    request.append("Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n");
    request.append("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
    headers.forEach((name, value) -> request.append(name + ": " + value + "\r\n"));
    request.append("\r\n");
    try (java.net.Socket raw = new java.net.Socket(node().getHost(), node().getPort())) {
      raw.setSoTimeout(10_000);
      OutputStream out = raw.getOutputStream();
      out.write(request.toString().getBytes(StandardCharsets.US_ASCII));
      InputStream in = raw.getInputStream();
      StringBuilder answer = new StringBuilder();
      while (answer.indexOf("\r\n\r\n") < 0) {
        int next = in.read();
        assertThat(next).isNotNegative();
        answer.append((char) next);
      }
      return answer.toString();
    }
  }

  @Test
  void shouldCarryAMessageItsReceiptsAndTheOtherDevices() throws Exception {
    Socket phone = connect("ada", "phone");
    Socket laptop = connect("ada", "laptop");
    Socket bob = connect("bob", "phone");
    phone.send(new ClientFrame.Send(THREAD, new TempId("t-1"), 1, "Hey!"));
    ServerFrame.Sent sent = phone.await(ServerFrame.Sent.class);
    Message message = bob.await(ServerFrame.Receive.class).message();
    assertThat(message.text()).isEqualTo("Hey!");
    assertThat(message.id()).isEqualTo(sent.id());
    assertThat(message.seq()).isEqualTo(sent.seq());
    assertThat(message.sender()).isEqualTo(new UserId("ada"));
    assertThat(laptop.await(ServerFrame.Receive.class).message()).isEqualTo(message);
    for (Status status : List.of(Status.DELIVERED, Status.READ)) {
      bob.send(new ClientFrame.Acknowledge(THREAD, message.seq(), status));
      ServerFrame.Receipt receipt =
          new ServerFrame.Receipt(THREAD, new UserId("bob"), message.seq(), status);
      assertThat(phone.await(ServerFrame.Receipt.class)).isEqualTo(receipt);
      assertThat(laptop.await(ServerFrame.Receipt.class)).isEqualTo(receipt);
    }
  }

  @Test
  void shouldGiveADeviceWhatItMissed() throws Exception {
    ThreadId thread = new ThreadId("d:carol:dave");
    Socket carol = connect("carol", "phone");
    carol.send(new ClientFrame.Send(thread, new TempId("t-1"), 1, "one"));
    long first = carol.await(ServerFrame.Sent.class).seq();
    carol.send(new ClientFrame.Send(thread, new TempId("t-2"), 1, "two"));
    long second = carol.await(ServerFrame.Sent.class).seq();
    // SENT comes from the log; what is not stored yet would come by itself.
    MessageHistory history = SERVER.getApplicationContext().getBean(MessageHistory.class);
    Await.until(
        "both are stored", Duration.ofSeconds(10), () -> history.find(thread, second).isPresent());
    Socket dave = connect("dave", "phone");
    dave.send(new ClientFrame.Sync(Map.of(), false));
    assertThat(dave.await(ServerFrame.SyncPage.class).messages())
        .extracting(Message::text)
        .containsExactly("one", "two");
    dave.await(ServerFrame.Synced.class);
    dave.send(new ClientFrame.Sync(Map.of(thread, first), true));
    assertThat(dave.await(ServerFrame.SyncPage.class).messages())
        .extracting(Message::text)
        .containsExactly("two");
  }

  @Test
  void shouldTellThePresenceOfWatchedUsers() throws Exception {
    Socket watcher = connect("erin", "phone");
    watcher.send(new ClientFrame.SubscribePresence(List.of(new UserId("frank"))));
    assertThat(watcher.await(ServerFrame.PresenceUpdate.class).online()).isFalse();
    Socket frank = connect("frank", "phone");
    assertThat(watcher.await(ServerFrame.PresenceUpdate.class).online()).isTrue();
    frank.abort();
    ServerFrame.PresenceUpdate gone = watcher.await(ServerFrame.PresenceUpdate.class);
    assertThat(gone.online()).isFalse();
    assertThat(gone.lastSeenMillis()).isNotNull();
  }

  @Test
  void shouldAnswerHeartbeats() throws Exception {
    Socket phone = connect("ada", "phone-h");
    phone.send(new ClientFrame.Heartbeat());
    phone.await(ServerFrame.Heartbeat.class);
  }

  @Test
  void shouldReplaceTheOlderSessionOfADevice() throws Exception {
    Socket older = connect("gina", "phone");
    Socket newer = connect("gina", "phone");
    assertThat(older.closeCode()).isEqualTo(4009);
    assertThat(newer.isOpen()).isTrue();
  }

  @Test
  void shouldCloseWhenTheTokenEnds() throws Exception {
    Tokens shortLived =
        new Tokens(
            SECRET.getBytes(StandardCharsets.UTF_8),
            Duration.ofSeconds(2),
            "plumbline-messenger",
            InstantSource.system());
    String token = shortLived.issue(new UserId("ada"), new DeviceId("short")).token();
    Socket socket = Socket.open(node(), token);
    assertThat(socket.closeCode()).isEqualTo(1008);
  }

  @Test
  void shouldRefuseWithoutAValidToken() throws Exception {
    assertThat(upgrade(Map.of())).startsWith("HTTP/1.1 401");
    assertThat(upgrade(Map.of("Authorization", "Bearer x.y.z"))).startsWith("HTTP/1.1 401");
  }

  @Test
  void shouldRefuseAForeignOriginAndTakeItsOwn() throws Exception {
    String bearer = "Bearer " + token("ada", "browser");
    assertThat(upgrade(Map.of("Authorization", bearer, "Origin", "https://evil.example")))
        .startsWith("HTTP/1.1 403");
    assertThat(
            upgrade(Map.of("Authorization", bearer, "Origin", "http://" + node().getAuthority())))
        .startsWith("HTTP/1.1 101")
        .doesNotContainIgnoringCase("permessage-deflate");
  }

  @Test
  void shouldRefuseWithARetryHintWhenTheDirectoryCannotRecordTheSession() throws Exception {
    Socket before = connect("ada", "phone-d");
    directory.setReachable(false);
    assertThat(upgrade(Map.of("Authorization", "Bearer " + token("ada", "phone-e"))))
        .startsWith("HTTP/1.1 503")
        .containsIgnoringCase("retry-after: 1");
    before.send(new ClientFrame.Heartbeat());
    before.await(ServerFrame.Heartbeat.class);
  }

  @Test
  void shouldNameTheFieldAndStayOpenWhenAFrameIsMalformed() throws Exception {
    Socket phone = connect("ada", "phone-m");
    phone.sendText("{\"type\":\"SEND_MESSAGE\"}");
    ServerFrame.Failure failure = phone.await(ServerFrame.Failure.class);
    assertThat(failure.code()).isEqualTo(ErrorCode.MALFORMED);
    assertThat(failure.detail()).contains("thread_id");
    phone.send(new ClientFrame.Heartbeat());
    phone.await(ServerFrame.Heartbeat.class);
  }

  @Test
  void shouldCloseABinaryFrame() throws Exception {
    Socket phone = connect("ada", "phone-b");
    phone.webSocket().sendBinary(ByteBuffer.allocate(3), true).get(10, TimeUnit.SECONDS);
    assertThat(phone.closeCode()).isEqualTo(1003);
  }

  @Test
  void shouldCloseAFrameThatIsTooLongAlsoInFragments() throws Exception {
    Socket whole = connect("ada", "phone-w");
    var _ = whole.webSocket().sendText("x".repeat(70_000), true);
    assertThat(whole.closeCode()).isEqualTo(1009);
    Socket fragmented = connect("ada", "phone-f");
    for (int i = 0; i < 7; i++) {
      fragmented.webSocket().sendText("x".repeat(10_000), false).get(10, TimeUnit.SECONDS);
    }
    assertThat(fragmented.closeCode()).isEqualTo(1009);
  }
}
