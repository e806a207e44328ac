package org.plumbline.chaos.workload;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.plumbline.client.NodeAddress;
import org.plumbline.protocol.ClientFrame;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.MessageId;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/**
 * A messenger in memory behind two addresses, which keeps its promises unless a test plants a
 * fault. A token is its user and device.
 */
final class FakeMessenger implements StubNode.Script, AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Acknowledged messages of which nothing is kept. */
  volatile Predicate<ClientFrame.Send> forgets = _ -> false;

  /** Repeats that are taken for new messages. */
  volatile boolean takesRepeatsForNew;

  /** First attempts that are taken and not answered. */
  volatile Predicate<ClientFrame.Send> keepsSilent = _ -> false;

  private final List<StubNode> nodes = new ArrayList<>();
  private final Map<ThreadId, List<Message>> threads = new LinkedHashMap<>();
  private final Map<String, Message> firsts = new HashMap<>();
  private final Map<String, StubSocket> sockets = new LinkedHashMap<>();
  private long nextSeq;

  FakeMessenger() throws IOException {
    nodes.add(new StubNode(this));
    nodes.add(new StubNode(this));
  }

  List<NodeAddress> addresses() {
    return nodes.stream().map(StubNode::address).toList();
  }

  /** All sockets break. */
  synchronized void cutAll() {
    List.copyOf(sockets.values()).forEach(StubSocket::cut);
  }

  @Override
  public synchronized StubNode.@Nullable Answer answer(StubNode.Request request) {
    try {
      if (request.path().equals("/ws")) {
        return null;
      }
      if (request.path().equals("/user/v1/register")) {
        return new StubNode.Answer(201, "{}", null);
      }
      if (request.path().equals("/user/v1/auth")) {
        String user = JSON.readTree(request.body()).path("user_id").asText();
        String device = JSON.readTree(request.body()).path("device_id").asText();
        ObjectNode token = JSON.createObjectNode();
        token.put("token", user + "/" + device).put("expiry_time", 4_000_000_000L);
        return new StubNode.Answer(200, token.put("device_id", device).toString(), null);
      }
      if (request.path().equals("/user/v1/friend/add")) {
        return new StubNode.Answer(200, "{\"state\":\"friends\"}", null);
      }
      return new StubNode.Answer(200, history(request.path()), null);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private String history(String path) {
    String thread = path.replaceAll("^/thread/v1/([^/]+)/.*$", "$1").replace("%3A", ":");
    long after = Long.parseLong(path.replaceAll("^.*after=(-?\\d+).*$", "$1"));
    ArrayNode messages = JSON.createArrayNode();
    for (Message message : after(new ThreadId(thread), after)) {
      messages
          .addObject()
          .put("thread_id", thread)
          .put("message_id", message.id().toString())
          .put("seq", message.seq())
          .put("prev", message.prev())
          .put("sender_id", message.sender().value())
          .put("temp_id", message.tempId().value())
          .put("text", message.text())
          .put("sent_at", message.sentAtMillis());
    }
    ObjectNode page = JSON.createObjectNode();
    page.set("messages", messages);
    return page.putNull("next").toString();
  }

  private List<Message> after(ThreadId thread, long seq) {
    return threads.getOrDefault(thread, List.of()).stream()
        .filter(message -> message.seq() > seq)
        .toList();
  }

  private static UserId userOf(StubSocket socket) {
    return new UserId(socket.token().substring(0, socket.token().indexOf('/')));
  }

  @Override
  public synchronized void opened(StubSocket socket) {
    sockets.put(socket.token(), socket);
    DeviceId device = new DeviceId(socket.token().substring(socket.token().indexOf('/') + 1));
    socket.send(new ServerFrame.Welcome(userOf(socket), device, "node-1", 1, 60_000));
  }

  @Override
  public synchronized void received(StubSocket socket, ClientFrame frame) {
    switch (frame) {
      case ClientFrame.Send send -> take(socket, send);
      case ClientFrame.Sync sync -> {
        for (ThreadId thread : threads.keySet()) {
          boolean asked = !sync.namedOnly() || sync.cursors().containsKey(thread);
          if (asked && thread.isDirectOf(userOf(socket))) {
            long cursor = sync.cursors().getOrDefault(thread, Message.NONE);
            socket.send(new ServerFrame.SyncPage(thread, after(thread, cursor), false));
          }
        }
        socket.send(new ServerFrame.Synced());
      }
      case ClientFrame.Acknowledge _,
          ClientFrame.SubscribePresence _,
          ClientFrame.Typing _,
          ClientFrame.Heartbeat _ -> {
        // Nothing of them is needed here.
      }
    }
  }

  private void take(StubSocket socket, ClientFrame.Send send) {
    UserId sender = userOf(socket);
    Message known = firsts.get(sender + "/" + send.tempId());
    if (known != null && !takesRepeatsForNew) {
      answer(socket, known);
      return;
    }
    List<Message> thread = threads.computeIfAbsent(send.thread(), _ -> new ArrayList<>());
    long prev = thread.isEmpty() ? Message.NONE : thread.getLast().seq();
    long seq = nextSeq++;
    Message message =
        new Message(
            send.thread(),
            new MessageId(seq + 1),
            seq,
            prev,
            sender,
            send.tempId(),
            send.content(),
            1);
    firsts.put(sender + "/" + send.tempId(), message);
    if (!forgets.test(send)) {
      thread.add(message);
      sockets.forEach((token, other) -> deliver(message, socket, token, other));
    }
    if (!keepsSilent.test(send)) {
      answer(socket, message);
    }
  }

  private static void deliver(Message message, StubSocket from, String token, StubSocket other) {
    UserId user = new UserId(token.substring(0, token.indexOf('/')));
    if (message.thread().isDirectOf(user) && !token.equals(from.token())) {
      other.send(new ServerFrame.Receive(message));
    }
  }

  private static void answer(StubSocket socket, Message message) {
    socket.send(
        new ServerFrame.Sent(message.thread(), message.tempId(), message.id(), message.seq()));
  }

  @Override
  public synchronized void gone(StubSocket socket) {
    sockets.remove(socket.token(), socket);
  }

  @Override
  public void close() throws IOException {
    for (StubNode node : nodes) {
      node.close();
    }
  }
}
