package org.plumbline.messenger.stranger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.messenger.gateway.Socket;
import org.plumbline.messenger.stranger.FrameTable.Target;
import org.plumbline.messenger.stranger.Story.Happened;
import org.plumbline.protocol.ClientFrame;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.ErrorCode;
import org.plumbline.protocol.FrameCodec;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ServerFrame;

/**
 * Every frame that a device can send, by everyone who may not: he is told so in the words in which
 * he is told of a thread that does not exist, sees nothing but his own past, and changes nothing
 * for those who are there.
 */
class EveryFrameTest {

  private static World world;
  private static List<String> before;

  @BeforeAll
  static void settle() throws Exception {
    world = new World();
    before = world.seen();
    assertThat(before).anySatisfy(each -> assertThat(each).contains(World.SECRET, World.WITHHELD));
  }

  @AfterAll
  static void nobodyHeardAnything() throws Exception {
    try {
      assertThat(world.heard()).isEmpty();
    } finally {
      world.close();
    }
  }

  static Stream<Arguments> cells() {
    return FrameTable.targets(world.happened()).stream()
        .flatMap(
            target ->
                FrameTable.frames(target).entrySet().stream()
                    .map(frame -> Arguments.of(target, frame.getKey(), frame.getValue())));
  }

  @Test
  void shouldHaveARowForEveryFrameAndEveryContent() {
    assertThat(FrameTable.types()).isEqualTo(FrameTable.permitted());
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("cells")
  void shouldTellNothingAndChangeNothing(Target target, String name, ClientFrame frame)
      throws Exception {
    List<ServerFrame> answer = answer(target, frame);

    for (ServerFrame each : answer) {
      assertHidden(target, each);
    }
    switch (frame) {
      case ClientFrame.Send send -> assertRefused(target, send, answer);
      case ClientFrame.Acknowledge _, ClientFrame.Typing _ -> {
        assertThat(codes(answer)).containsExactly(target.refusal());
        assertThat(plain(answer, target.thread().value()))
            .isEqualTo(plain(answer(target, elsewhere(target, frame)), target.unknown().value()));
      }
      case ClientFrame.Sync sync -> assertOwnPast(target, sync, answer);
      case ClientFrame.SubscribePresence _ ->
          assertThat(answer)
              .containsExactlyInAnyOrderElementsOf(
                  FrameTable.watched().stream()
                      .map(user -> new ServerFrame.PresenceUpdate(user, false, null))
                      .toList());
      case ClientFrame.Heartbeat _ -> assertThat(answer).isEmpty();
    }
    assertThat(world.heard()).isEmpty();
    assertThat(world.seen()).isEqualTo(before);
  }

  private static void assertRefused(Target target, ClientFrame.Send send, List<ServerFrame> answer)
      throws Exception {
    boolean sendable =
        switch (send.content()) {
          case Content.Text _, Content.Media _, Content.Edit _, Content.Deletion _ -> true;
          case Content.Deleted _, Content.MembershipChange _ -> false;
        };
    assertThat(codes(answer)).containsExactly(sendable ? target.refusal() : ErrorCode.MALFORMED);
    assertThat(plain(answer, target.thread().value()))
        .isEqualTo(plain(answer(target, elsewhere(target, send)), target.unknown().value()));
  }

  private static void assertOwnPast(
      Target target, ClientFrame.Sync sync, List<ServerFrame> answer) {
    boolean named = !sync.cursors().isEmpty();
    if (named && !target.hasPast()) {
      assertThat(codes(answer)).containsExactly(ErrorCode.NOT_A_MEMBER);
      return;
    }
    assertThat(answer).last().isEqualTo(new ServerFrame.Synced());
    assertThat(answer).noneMatch(ServerFrame.Failure.class::isInstance);
    boolean sees =
        answer.stream()
            .anyMatch(
                each ->
                    each instanceof ServerFrame.SyncPage page
                        && page.thread().equals(target.thread()));
    assertThat(sees).as("his own past").isEqualTo(target.hasPast());
  }

  /** The same for a thread that does not exist. */
  private static ClientFrame elsewhere(Target target, ClientFrame frame) {
    return switch (frame) {
      case ClientFrame.Send send ->
          new ClientFrame.Send(target.unknown(), send.tempId(), send.attempt(), send.content());
      case ClientFrame.Acknowledge ack ->
          new ClientFrame.Acknowledge(target.unknown(), ack.upTo(), ack.status());
      case ClientFrame.Typing typing -> new ClientFrame.Typing(target.unknown(), typing.active());
      case ClientFrame.Sync _, ClientFrame.SubscribePresence _, ClientFrame.Heartbeat _ -> frame;
    };
  }

  /** All frames that answer this one, and none that comes behind them. */
  private static List<ServerFrame> answer(Target target, ClientFrame frame) throws Exception {
    Socket socket = world.socket(target.caller());
    socket.send(frame);
    List<ServerFrame> answer = new ArrayList<>();
    switch (frame) {
      case ClientFrame.Send _, ClientFrame.Acknowledge _, ClientFrame.Typing _ ->
          answer.addAll(socket.framesUntil(ServerFrame.Failure.class));
      case ClientFrame.Sync sync -> {
        boolean refused = !sync.cursors().isEmpty() && !target.hasPast();
        answer.addAll(
            socket.framesUntil(refused ? ServerFrame.Failure.class : ServerFrame.Synced.class));
      }
      case ClientFrame.SubscribePresence subscribe -> {
        for (int i = 0; i < subscribe.users().size(); i++) {
          answer.addAll(socket.framesUntil(ServerFrame.PresenceUpdate.class));
        }
      }
      case ClientFrame.Heartbeat _ -> socket.await(ServerFrame.Heartbeat.class);
    }
    socket.send(new ClientFrame.Heartbeat());
    assertThat(socket.framesUntil(ServerFrame.Heartbeat.class)).hasSize(1);
    return answer;
  }

  private static void assertHidden(Target target, ServerFrame frame) {
    String text = new String(FrameCodec.encode(frame), UTF_8);
    assertThat(text).doesNotContain(World.WITHHELD);
    if (target.caller() != Caller.EX_MEMBER) {
      assertThat(text).doesNotContain(World.SECRET);
    }
    Happened happened = world.happened();
    if (target.caller() == Caller.EX_MEMBER) {
      assertThat(seqs(frame)).as(text).allMatch(seq -> seq <= happened.removal());
    }
  }

  /** Every place of a thread that the frame tells of. */
  private static List<Long> seqs(ServerFrame frame) {
    List<Long> seqs = new ArrayList<>();
    switch (frame) {
      case ServerFrame.Receive receive -> addSeqs(receive.message(), seqs);
      case ServerFrame.SyncPage page -> page.messages().forEach(each -> addSeqs(each, seqs));
      case ServerFrame.Receipt receipt -> seqs.add(receipt.upTo());
      case ServerFrame.Sent sent -> seqs.add(sent.seq());
      case ServerFrame.Welcome _,
          ServerFrame.Synced _,
          ServerFrame.Resync _,
          ServerFrame.PresenceUpdate _,
          ServerFrame.Typing _,
          ServerFrame.Goodbye _,
          ServerFrame.Heartbeat _,
          ServerFrame.Failure _ -> {
        // They name no place.
      }
    }
    return seqs;
  }

  private static void addSeqs(Message message, List<Long> into) {
    into.add(message.seq());
    into.add(message.prev());
    switch (message.content()) {
      case Content.Text text -> into.add(text.edited());
      case Content.Media media -> into.add(media.edited());
      case Content.Edit edit -> into.add(edit.target());
      case Content.Deletion deletion -> into.add(deletion.target());
      case Content.Deleted deleted -> into.add(deleted.deleted());
      case Content.MembershipChange _ -> {
        // It changes no message.
      }
    }
  }

  private static List<ErrorCode> codes(List<ServerFrame> frames) {
    return frames.stream()
        .map(each -> each instanceof ServerFrame.Failure failure ? failure.code() : null)
        .toList();
  }

  private static List<String> plain(List<ServerFrame> frames, String thread) {
    return frames.stream()
        .map(each -> new String(FrameCodec.encode(each), UTF_8).replace(thread, "THREAD"))
        .toList();
  }
}
