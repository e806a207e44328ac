package org.plumbline.simulations.stub;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.plumbline.protocol.ClientFrame;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.FrameCodec;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.MessageId;
import org.plumbline.protocol.Role;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.Status;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/** All users, sessions and threads of a stub; one lock, since nobody measures it. */
final class StubMemory {

  /** A delivery that waits until a later one of its thread has overtaken it. */
  private record Held(Session device, ServerFrame.Receive frame) {}

  /** A device's session. */
  record Session(UserId user, DeviceId device, Channel channel) {}

  private final StubMessenger.Faults faults;
  private final Map<String, String> passwords = new HashMap<>();
  private final Map<String, Map<String, Session>> sessions = new TreeMap<>();
  private final Map<String, List<UserId>> groups = new HashMap<>();
  private final Map<String, Message> makings = new TreeMap<>();
  private final Map<String, Long> lastSeqs = new HashMap<>();
  private @Nullable Held held;
  private long nextSeq = 10;
  private long deliveries;
  private long acknowledgements;
  private long heartbeats;
  private long accepted;
  private long framesIn;
  private long bytesIn;
  private long framesOut;
  private long bytesOut;

  StubMemory(StubMessenger.Faults faults) {
    this.faults = faults;
  }

  synchronized boolean register(String user, String password) {
    return passwords.putIfAbsent(user, password) == null;
  }

  /** Makes a group; its making takes a place in its thread, as a real messenger's does. */
  synchronized ThreadId group(List<UserId> members) {
    ThreadId thread = ThreadId.group("group-" + groups.size());
    groups.put(thread.value(), List.copyOf(members));
    long seq = nextSeq++;
    lastSeqs.put(thread.value(), seq);
    Content making =
        new Content.MembershipChange(Content.Change.CREATED, members, Role.MEMBER, "load");
    makings.put(
        thread.value(),
        new Message(
            thread,
            new MessageId(seq),
            seq,
            Message.NONE,
            members.getFirst(),
            new TempId("making"),
            making,
            1_000_000));
    return thread;
  }

  private List<UserId> membersOf(ThreadId thread) {
    return thread.isGroup() ? groups.getOrDefault(thread.value(), List.of()) : thread.directUsers();
  }

  synchronized boolean matches(String user, String password) {
    return password.equals(passwords.get(user));
  }

  synchronized void open(Session session, String node) {
    sessions
        .computeIfAbsent(session.user().value(), _ -> new TreeMap<>())
        .put(session.device().value(), session);
    if (faults.welcomes()) {
      send(session, new ServerFrame.Welcome(session.user(), session.device(), node, 1, 30_000));
    }
  }

  synchronized void closed(Session session) {
    devicesOf(session.user()).remove(session.device().value(), session);
  }

  synchronized void accept(Session session, ClientFrame frame, int bytes) {
    framesIn++;
    bytesIn += bytes;
    switch (frame) {
      case ClientFrame.Send send -> accept(session, send);
      case ClientFrame.Acknowledge acknowledge -> {
        acknowledgements++;
        ServerFrame receipt =
            new ServerFrame.Receipt(
                acknowledge.thread(), session.user(), acknowledge.upTo(), Status.DELIVERED);
        for (UserId member : membersOf(acknowledge.thread())) {
          devicesOf(member).values().forEach(device -> send(device, receipt));
        }
      }
      case ClientFrame.Heartbeat _ -> {
        heartbeats++;
        send(session, new ServerFrame.Heartbeat());
      }
      case ClientFrame.Sync _ -> {
        makings.values().stream()
            .filter(making -> membersOf(making.thread()).contains(session.user()))
            .map(making -> new ServerFrame.SyncPage(making.thread(), List.of(making), false))
            .forEach(page -> send(session, page));
        send(session, new ServerFrame.Synced());
      }
      case ClientFrame.SubscribePresence _, ClientFrame.Typing _ -> {}
    }
  }

  private void accept(Session session, ClientFrame.Send send) {
    ThreadId thread = send.thread();
    accepted++;
    long seq = nextSeq++;
    long previous = lastSeqs.getOrDefault(thread.value(), Message.NONE);
    lastSeqs.put(thread.value(), seq);
    MessageId id = new MessageId(seq);
    send(session, new ServerFrame.Sent(thread, send.tempId(), id, seq));
    Message message =
        new Message(
            thread, id, seq, previous, session.user(), send.tempId(), send.content(), 1_000_000);
    for (UserId member : membersOf(thread)) {
      for (Session device : devicesOf(member).values()) {
        if (!device.equals(session)) {
          deliver(device, new ServerFrame.Receive(message));
        }
      }
    }
  }

  private void deliver(Session device, ServerFrame.Receive frame) {
    deliveries++;
    if (isTurn(faults.dropEvery())) {
      return;
    }
    if (isTurn(faults.swapEvery()) && held == null) {
      held = new Held(device, frame);
      return;
    }
    send(device, frame);
    if (isTurn(faults.repeatEvery())) {
      send(device, frame);
    }
    Held late = held;
    if (late != null
        && late.device().equals(device)
        && late.frame().message().thread().equals(frame.message().thread())) {
      held = null;
      send(device, late.frame());
    }
  }

  private boolean isTurn(int every) {
    return every > 0 && deliveries % every == 0;
  }

  private Map<String, Session> devicesOf(UserId user) {
    return sessions.getOrDefault(user.value(), new HashMap<>());
  }

  private void send(Session session, ServerFrame frame) {
    byte[] encoded = FrameCodec.encode(frame);
    framesOut++;
    bytesOut += encoded.length;
    // By way of the queue also on the channel's own loop: a direct write would overtake those that
    // the other loop has queued.
    session
        .channel()
        .eventLoop()
        .execute(
            () -> {
              var _ =
                  session
                      .channel()
                      .writeAndFlush(new TextWebSocketFrame(Unpooled.wrappedBuffer(encoded)));
            });
  }

  /** The first node counts for all, since the memory is one. */
  synchronized String metricsOf(String node) {
    if (!node.equals("node-1")) {
      return "messenger_connections 0.0\n";
    }
    return """
    # HELP messenger_connections sockets
    messenger_connections %d.0
    messenger_messages_total{outcome="accepted",} %d.0
    messenger_messages_total{outcome="refused",} 3.0
    messenger_persisted_total %d.0
    messenger_consumer_lag_records 0.0
    messenger_frames_in_total{type="ANY",} %d.0
    messenger_frames_out_total{type="ANY",} %d.0
    messenger_frame_bytes_in_total %d.0
    messenger_frame_bytes_out_total %d.0
    """
        .formatted(sessions(), accepted, accepted, framesIn, framesOut, bytesIn, bytesOut);
  }

  synchronized long acknowledgements() {
    return acknowledgements;
  }

  synchronized long heartbeats() {
    return heartbeats;
  }

  synchronized int sessions() {
    return sessions.values().stream().mapToInt(Map::size).sum();
  }
}
