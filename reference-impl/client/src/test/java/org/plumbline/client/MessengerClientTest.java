package org.plumbline.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plumbline.client.RecordingListener.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.plumbline.protocol.ClientFrame;
import org.plumbline.protocol.CloseCode;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.ErrorCode;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.MessageId;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.Status;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

class MessengerClientTest {

  private static final UserId ADA = new UserId("ada");
  private static final UserId BOB = new UserId("bob");
  private static final long PREV_UNKNOWN = -2;
  private static final ThreadId THREAD = ThreadId.direct(ADA, BOB);

  private final RecordingListener heard = new RecordingListener();
  private final ClientRuntime runtime = ClientRuntime.create(System::nanoTime, 7);
  private ScriptedNode node = new ScriptedNode();
  private MessengerClient client = client(settings(), List.of(node.address()));

  MessengerClientTest() throws IOException {}

  private static ClientSettings settings() {
    ClientSettings standard = ClientSettings.standard();
    return standard
        .with(
            new ClientSettings.Connecting(
                Duration.ofSeconds(2),
                64,
                2,
                new Backoff(Duration.ofMillis(20), Duration.ofMillis(20), Duration.ofMillis(100))))
        .with(new ClientSettings.Sending(Duration.ofMillis(150), 5, 100))
        .with(
            new ClientSettings.Receiving(
                8, 10, Duration.ofMillis(10), Duration.ofSeconds(1), Duration.ofMillis(10), 3));
  }

  private MessengerClient client(ClientSettings settings, List<NodeAddress> nodes) {
    return new MessengerClient(
        runtime, settings, nodes, Account.of(ADA, "secret", new DeviceId("phone")), heard);
  }

  @BeforeEach
  void connect() {
    assertThat(client.connect()).succeedsWithin(Duration.ofSeconds(10));
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    node.close();
    runtime.close();
  }

  private static Message message(long seq, long prev) {
    return new Message(
        THREAD, new MessageId(seq + 1000), seq, prev, BOB, new TempId("b-" + seq), "hi", 1);
  }

  private static ServerFrame.Sent sentFor(ClientFrame.Send send, long seq) {
    return new ServerFrame.Sent(send.thread(), send.tempId(), new MessageId(seq + 1000), seq);
  }

  @Test
  void shouldRepeatUnderTheSameNameWhenTheAcknowledgementIsLost() {
    node.onSend =
        (socket, send) -> {
          if (send.attempt() > 1) {
            socket.send(sentFor(send, 5));
          }
        };
    assertThat(client.send(THREAD, new TempId("t-1"), "hello"))
        .isEqualTo(new Submission.Queued(new TempId("t-1")));
    await("acknowledged", () -> heard.sent.size() == 1);
    List<ClientFrame.Send> sends = node.received(ClientFrame.Send.class);
    assertThat(sends).extracting(ClientFrame.Send::attempt).containsExactly(1, 2);
    assertThat(sends).extracting(ClientFrame.Send::tempId).containsOnly(new TempId("t-1"));
    assertThat(heard.sent.getFirst().seq()).isEqualTo(5);
    assertThat(heard.sentAttempts).containsExactly(2);
    assertThat(client.outboxSize()).isZero();
  }

  @Test
  void shouldKeepOrderWhenTheConnectionBreaksInBetween() {
    Set<String> log = java.util.Collections.synchronizedSet(new java.util.LinkedHashSet<>());
    AtomicInteger answered = new AtomicInteger();
    node.onSend =
        (socket, send) -> {
          log.add(send.tempId().value());
          if (send.tempId().value().equals("t-3") && send.attempt() == 1) {
            socket.cut();
          } else {
            socket.send(sentFor(send, answered.incrementAndGet()));
          }
        };
    List<String> names = IntStream.range(0, 8).mapToObj(i -> "t-" + i).toList();
    names.forEach(name -> client.send(THREAD, new TempId(name), "x"));
    await("all acknowledged", () -> heard.sent.size() == 8);
    assertThat(heard.sent)
        .extracting(sent -> sent.tempId().value())
        .containsExactlyElementsOf(names);
    assertThat(new ArrayList<>(log)).containsExactlyElementsOf(names);
    assertThat(heard.welcomes).hasSize(2);
  }

  @Test
  void shouldFetchTheGapBeforeShowingNewerMessages() {
    await("synced", () -> heard.frames.stream().anyMatch(ServerFrame.Synced.class::isInstance));
    node.socket().send(new ServerFrame.Receive(message(1, Message.NONE)));
    await("first shown", () -> heard.shown.size() == 1);
    node.onSync =
        (socket, sync) -> {
          boolean firstPage = sync.cursors().getOrDefault(THREAD, -1L) == 1L;
          socket.send(
              new ServerFrame.SyncPage(
                  THREAD, List.of(firstPage ? message(4, 1) : message(6, 4)), firstPage));
          socket.send(new ServerFrame.Synced());
        };
    node.socket().send(new ServerFrame.Receive(message(9, 6)));
    await("gap filled", () -> heard.shown.size() == 4);
    assertThat(heard.shownSeqs()).containsExactly(1L, 4L, 6L, 9L);
  }

  @Test
  void shouldNotTrustAMessageWhosePlaceIsUnknown() {
    node.onSync =
        (socket, sync) -> {
          if (sync.namedOnly()) {
            socket.send(
                new ServerFrame.SyncPage(
                    THREAD, List.of(message(2, PREV_UNKNOWN), message(5, PREV_UNKNOWN)), false));
          }
          socket.send(new ServerFrame.Synced());
        };
    node.socket().send(new ServerFrame.Receive(message(5, PREV_UNKNOWN)));
    await("both shown", () -> heard.shown.size() == 2);
    assertThat(heard.shownSeqs()).containsExactly(2L, 5L);
    assertThat(heard.gapsAccepted).isEmpty();
  }

  @Test
  void shouldSeeNoGapWhereItsOwnMessagesAre() {
    await("synced", () -> heard.frames.stream().anyMatch(ServerFrame.Synced.class::isInstance));
    node.socket().send(new ServerFrame.Receive(message(1, Message.NONE)));
    ServerFrame.Run own = new ServerFrame.Run(ADA, new DeviceId("phone"), 1);
    node.socket().send(new ServerFrame.Receive(message(4, 3), own));
    await("shown", () -> heard.shown.size() == 2);
    assertThat(node.received(ClientFrame.Sync.class)).hasSize(1);
  }

  @Test
  void shouldFetchTheGapWhereMessagesOfItsUsersOtherDeviceAre() {
    await("synced", () -> heard.frames.stream().anyMatch(ServerFrame.Synced.class::isInstance));
    node.socket().send(new ServerFrame.Receive(message(1, Message.NONE)));
    ServerFrame.Run other = new ServerFrame.Run(ADA, new DeviceId("laptop"), 1);
    node.socket().send(new ServerFrame.Receive(message(4, 3), other));
    await("asked for", () -> node.received(ClientFrame.Sync.class).size() >= 2);
  }

  @Test
  void shouldDropDuplicatesBySeq() {
    node.socket().send(new ServerFrame.Receive(message(1, Message.NONE)));
    node.socket().send(new ServerFrame.Receive(message(1, Message.NONE)));
    node.socket().send(new ServerFrame.SyncPage(THREAD, List.of(message(1, -1)), false));
    node.socket().send(new ServerFrame.Receive(message(2, 1)));
    await("both shown", () -> heard.shownSeqs().contains(2L));
    assertThat(heard.shownSeqs()).containsExactly(1L, 2L);
    assertThat(heard.frames).filteredOn(ServerFrame.Receive.class::isInstance).hasSize(3);
  }

  @Test
  void shouldGatherDeliveredCursors() {
    for (long seq = 0; seq < 50; seq++) {
      node.socket().send(new ServerFrame.Receive(message(seq, seq - 1)));
    }
    await(
        "last cursor",
        () -> node.received.contains(new ClientFrame.Acknowledge(THREAD, 49, Status.DELIVERED)));
    assertThat(node.received(ClientFrame.Acknowledge.class)).hasSizeLessThan(25);
  }

  @Test
  void shouldAcceptAGapThatNobodyCanFill() {
    node.socket().send(new ServerFrame.Receive(message(7, 3)));
    await("shown after the gap", () -> heard.shown.size() == 1);
    assertThat(heard.gapsAccepted).containsExactly(3L);
  }

  @Test
  void shouldNotGiveAGapUpBecauseOfOtherSyncs() {
    client.close();
    RecordingListener patient = new RecordingListener();
    ClientSettings settings =
        settings()
            .with(
                new ClientSettings.Receiving(
                    8, 10, Duration.ofMillis(10), Duration.ofSeconds(1), Duration.ofMinutes(1), 3));
    MessengerClient waiting =
        new MessengerClient(
            runtime,
            settings,
            List.of(node.address()),
            Account.of(ADA, "secret", new DeviceId("tablet")),
            patient);
    assertThat(waiting.connect()).succeedsWithin(Duration.ofSeconds(5));
    node.socket().send(new ServerFrame.Receive(message(7, 3)));
    for (int i = 0; i < 10; i++) {
      long before = synced(patient);
      node.socket().send(new ServerFrame.Resync("again"));
      await("synced again", () -> synced(patient) > before);
    }
    assertThat(patient.gapsAccepted).isEmpty();
    assertThat(patient.shown).isEmpty();
    waiting.close();
  }

  private static long synced(RecordingListener listener) {
    return listener.frames.stream().filter(ServerFrame.Synced.class::isInstance).count();
  }

  @Test
  void shouldSyncFromItsCursorsAfterAReconnect() {
    node.socket().send(new ServerFrame.Receive(message(3, Message.NONE)));
    await("shown", () -> heard.shown.size() == 1);
    node.socket().close(CloseCode.SLOW_CONSUMER.code());
    await("back", () -> heard.welcomes.size() == 2);
    assertThat(heard.disconnects).hasSize(1);
    await(
        "synced from the cursor",
        () ->
            node.received(ClientFrame.Sync.class).stream()
                .anyMatch(sync -> sync.cursors().getOrDefault(THREAD, -1L) == 3L));
  }

  @Test
  void shouldStayAwayWhenReplaced() {
    node.socket().close(CloseCode.REPLACED.code());
    await("stopped", () -> heard.stops.size() == 1);
    assertThat(heard.stops.getFirst())
        .isEqualTo(new Disconnect.Closed(CloseCode.REPLACED.code(), ""));
    assertThat(client.send(THREAD, "too late")).isEqualTo(new Submission.Closed());
    assertThat(node.sockets).hasSize(1);
  }

  @Test
  void shouldSyncWhenTheServerAsksForIt() {
    await("first sync", () -> node.received(ClientFrame.Sync.class).size() == 1);
    node.socket().send(new ServerFrame.Resync("directory restored"));
    await("second sync", () -> node.received(ClientFrame.Sync.class).size() == 2);
    assertThat(client.sync()).succeedsWithin(Duration.ofSeconds(5));
  }

  @Test
  void shouldGoToTheNextNodeWhenOneIsGone() throws IOException {
    try (ScriptedNode second = new ScriptedNode()) {
      RecordingListener both = new RecordingListener();
      MessengerClient roaming =
          new MessengerClient(
              runtime,
              settings(),
              List.of(node.address(), second.address()),
              Account.of(ADA, "secret", new DeviceId("laptop")),
              both);
      assertThat(roaming.connect()).succeedsWithin(Duration.ofSeconds(5));
      node.close();
      await("connected to the second", () -> !second.sockets.isEmpty());
      await("welcomed", () -> both.welcomes.size() == 2);
      assertThat(second.logins).hasValue(0);
      roaming.close();
    }
  }

  @Test
  void shouldWaitAsLongAsRetryAfterSays() {
    List<Long> tries = new java.util.concurrent.CopyOnWriteArrayList<>();
    node.upgrade =
        _ -> {
          tries.add(System.nanoTime());
          return tries.size() == 1 ? new StubNode.Answer(503, "{}", "1") : null;
        };
    client.interrupt();
    await("back", () -> heard.welcomes.size() == 2);
    assertThat(heard.failures).containsExactly(new Disconnect.Refused(503, Duration.ofSeconds(1)));
    assertThat(Duration.ofNanos(tries.get(1) - tries.get(0)))
        .isGreaterThanOrEqualTo(Duration.ofMillis(990));
  }

  @Test
  void shouldLogInAgainWhenTheTokenIsRefused() {
    Set<String> good = ConcurrentHashMap.newKeySet();
    good.add("token-2");
    node.upgrade =
        request -> good.contains(request.token()) ? null : new StubNode.Answer(401, "{}", null);
    node.socket().close(CloseCode.GOING_AWAY.code());
    await("back with a new token", () -> heard.welcomes.size() == 2);
    assertThat(node.logins).hasValue(2);
  }

  @Test
  void shouldNoticeANodeThatFellSilent() throws IOException {
    node.close();
    node = new ScriptedNode();
    node.heartbeatMillis = 100;
    RecordingListener silent = new RecordingListener();
    MessengerClient listening =
        new MessengerClient(
            runtime,
            settings(),
            List.of(node.address()),
            Account.of(ADA, "secret", new DeviceId("tablet")),
            silent);
    assertThat(listening.connect()).succeedsWithin(Duration.ofSeconds(5));
    await("beats", () -> node.received(ClientFrame.Heartbeat.class).size() >= 2);
    assertThat(silent.disconnects).isEmpty();
    node.mute = true;
    await("noticed", () -> !silent.disconnects.isEmpty());
    assertThat(silent.disconnects.getFirst()).isInstanceOf(Disconnect.HeartbeatMissed.class);
    listening.close();
  }

  @Test
  void shouldSayWhatBecameOfAMessageThatIsNotTaken() {
    node.onSend =
        (socket, send) -> {
          ErrorCode code =
              switch (send.tempId().value()) {
                case "outsider" -> ErrorCode.NOT_A_MEMBER;
                case "busy" -> ErrorCode.THROTTLED;
                default -> ErrorCode.UNCONFIRMED;
              };
          if (code == ErrorCode.THROTTLED && send.attempt() == 2) {
            socket.send(sentFor(send, 1));
          } else {
            socket.send(new ServerFrame.Failure(code, send.tempId(), "no", 1));
          }
        };
    client.send(THREAD, new TempId("outsider"), "x");
    client.send(THREAD, new TempId("busy"), "x");
    client.send(THREAD, new TempId("unsure"), "x");
    await("all ended", () -> client.outboxSize() == 0);
    assertThat(heard.refused).containsExactly("outsider NOT_A_MEMBER");
    assertThat(heard.sent).extracting(ServerFrame.Sent::tempId).containsExactly(new TempId("busy"));
    await("given up", () -> heard.gaveUp.equals(List.of(new TempId("unsure"))));
  }

  @Test
  void shouldRefuseWhatTheOutboxCannotHold() {
    for (int i = 0; i < 100; i++) {
      assertThat(client.send(THREAD, new TempId("t-" + i), "x"))
          .isInstanceOf(Submission.Queued.class);
    }
    assertThat(client.send(THREAD, new TempId("t-100"), "x"))
        .isEqualTo(new Submission.OutboxFull(100));
  }

  @Test
  void shouldPassOverFramesItCannotRead() {
    node.socket().sendText("{\"type\":\"FROM_THE_FUTURE\"}");
    node.socket().send(new ServerFrame.Receive(message(1, Message.NONE)));
    await("next frame shown", () -> heard.shown.size() == 1);
    assertThat(heard.unreadable).containsExactly("type: FROM_THE_FUTURE (unknown)");
  }

  @Test
  void shouldShowNoCursorThatGoesBack() {
    for (long upTo : new long[] {29, 14, 30}) {
      node.socket().send(new ServerFrame.Receipt(THREAD, BOB, upTo, Status.DELIVERED));
    }
    await("the last one", () -> heard.receipts.contains(30L));
    assertThat(heard.receipts).containsExactly(29L, 30L);
  }
}
