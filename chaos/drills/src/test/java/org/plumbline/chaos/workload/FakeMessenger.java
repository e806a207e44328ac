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
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.plumbline.client.NodeAddress;
import org.plumbline.protocol.ClientFrame;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.ErrorCode;
import org.plumbline.protocol.FrameCodec;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.MessageId;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.TempId;
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

  /** So many requests for changes of members get 503, and change nothing. */
  final AtomicInteger unansweredChanges = new AtomicInteger();

  private final List<StubNode> nodes = new ArrayList<>();
  private final Map<ThreadId, List<Message>> threads = new LinkedHashMap<>();
  private final Map<String, Message> firsts = new HashMap<>();
  private final Map<String, StubSocket> sockets = new LinkedHashMap<>();
  private final Map<StubSocket, Set<UserId>> watches = new LinkedHashMap<>();
  private final Map<Long, Set<UserId>> audiences = new HashMap<>();
  private final FakeGroups groups = new FakeGroups();
  private long nextSeq;
  private long epoch;

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
      if (request.path().equals("/user/v1/device/push")) {
        return new StubNode.Answer(200, "{}", null);
      }
      if (request.path().startsWith("/user/v1/group/")) {
        return changed(request);
      }
      return new StubNode.Answer(200, history(request), null);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private StubNode.Answer changed(StubNode.Request request) throws IOException {
    if (unansweredChanges.get() > 0) {
      unansweredChanges.decrementAndGet();
      return new StubNode.Answer(503, "{\"code\":\"UNAVAILABLE\"}", "0");
    }
    UserId by = new UserId(request.token().substring(0, request.token().indexOf('/')));
    FakeGroups.Change change = groups.change(request.path(), JSON.readTree(request.body()), by);
    Message known = firsts.get(by + "/" + change.tempId());
    Message message = known;
    if (message == null) {
      message = append(change.thread(), by, change.tempId(), change.content());
      // Whoever is removed is told so: he is still there at this very place.
      groups.apply(change, by);
      told(message, change.content().users());
    }
    ObjectNode answer = JSON.createObjectNode();
    answer.put("thread_id", message.thread().value()).put("seq", message.seq());
    return new StubNode.Answer(200, answer.toString(), null);
  }

  /** To all who are members now, and to these besides. */
  private void told(Message message, List<UserId> besides) {
    audiences.put(message.seq(), groups.with(message.thread(), besides));
    sockets.forEach((_, other) -> deliver(message, other));
  }

  private String history(StubNode.Request request) throws IOException {
    String path = request.path();
    UserId reader = new UserId(request.token().substring(0, request.token().indexOf('/')));
    String thread = path.replaceAll("^/thread/v1/([^/]+)/.*$", "$1").replace("%3A", ":");
    int limit = Integer.parseInt(path.replaceAll("^.*limit=(\\d+).*$", "$1"));
    boolean forward = path.contains("after=");
    long after = forward ? Long.parseLong(path.replaceAll("^.*after=(-?\\d+).*$", "$1")) : -1;
    List<Message> all = after(new ThreadId(thread), reader, after);
    List<Message> some =
        forward
            ? all.subList(0, Math.min(limit, all.size()))
            : all.subList(Math.max(0, all.size() - limit), all.size());
    ArrayNode messages = JSON.createArrayNode();
    for (Message message : some) {
      messages.add(JSON.readTree(FrameCodec.encode(new ServerFrame.Receive(message))));
    }
    ObjectNode page = JSON.createObjectNode();
    page.set("messages", messages);
    return (forward && some.size() < all.size()
            ? page.put("next", some.getLast().seq())
            : page.putNull("next"))
        .toString();
  }

  /** What the user may see, each naming the one in front of it that he sees. */
  private List<Message> after(ThreadId thread, UserId user, long seq) {
    List<Message> seen = new ArrayList<>();
    long prev = Message.NONE;
    for (Message message : threads.getOrDefault(thread, List.of())) {
      if (!thread.isGroup() || audiences.getOrDefault(message.seq(), Set.of()).contains(user)) {
        if (message.seq() > seq) {
          seen.add(
              new Message(
                  thread,
                  message.id(),
                  message.seq(),
                  prev,
                  message.sender(),
                  message.tempId(),
                  message.content(),
                  message.sentAtMillis()));
        }
        prev = message.seq();
      }
    }
    return seen;
  }

  private static UserId userOf(StubSocket socket) {
    return new UserId(socket.token().substring(0, socket.token().indexOf('/')));
  }

  @Override
  public synchronized void opened(StubSocket socket) {
    sockets.put(socket.token(), socket);
    DeviceId device = new DeviceId(socket.token().substring(socket.token().indexOf('/') + 1));
    socket.send(new ServerFrame.Welcome(userOf(socket), device, "node-1", ++epoch, 60_000));
    presenceOf(userOf(socket));
  }

  @Override
  public synchronized void received(StubSocket socket, ClientFrame frame) {
    switch (frame) {
      case ClientFrame.Send send -> take(socket, send);
      case ClientFrame.Sync sync -> {
        for (ThreadId thread : threads.keySet()) {
          boolean asked = !sync.namedOnly() || sync.cursors().containsKey(thread);
          UserId user = userOf(socket);
          if (asked && (thread.isGroup() || thread.isDirectOf(user))) {
            long cursor = sync.cursors().getOrDefault(thread, Message.NONE);
            socket.send(new ServerFrame.SyncPage(thread, after(thread, user, cursor), false));
          }
        }
        socket.send(new ServerFrame.Synced());
      }
      case ClientFrame.Acknowledge told -> {
        UserId user = userOf(socket);
        ServerFrame.Receipt receipt =
            new ServerFrame.Receipt(told.thread(), user, told.upTo(), told.status());
        sockets.forEach(
            (_, other) -> {
              if (isMember(told.thread(), userOf(other)) && !userOf(other).equals(user)) {
                other.send(receipt);
              }
            });
      }
      case ClientFrame.SubscribePresence subscription -> {
        watches.put(socket, Set.copyOf(subscription.users()));
        subscription.users().forEach(this::presenceOf);
      }
      case ClientFrame.Typing _, ClientFrame.Heartbeat _ -> {
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
    if (!isMember(send.thread(), sender)) {
      socket.send(
          new ServerFrame.Failure(ErrorCode.NOT_A_MEMBER, send.tempId(), "not a member", 0));
      return;
    }
    Message message;
    if (forgets.test(send)) {
      message = unstored(send.thread(), sender, send.tempId(), send.content());
    } else {
      message = append(send.thread(), sender, send.tempId(), send.content());
      audiences.put(message.seq(), groups.with(message.thread(), List.of()));
      sockets.forEach(
          (_, other) -> {
            if (!other.equals(socket)) {
              deliver(message, other);
            }
          });
    }
    if (!keepsSilent.test(send)) {
      answer(socket, message);
    }
  }

  private Message unstored(ThreadId thread, UserId sender, TempId tempId, Content content) {
    List<Message> all = threads.computeIfAbsent(thread, _ -> new ArrayList<>());
    long prev = all.isEmpty() ? Message.NONE : all.getLast().seq();
    long seq = nextSeq++;
    Message message =
        new Message(thread, new MessageId(seq + 1), seq, prev, sender, tempId, content, 1);
    firsts.put(sender + "/" + tempId, message);
    return message;
  }

  private Message append(ThreadId thread, UserId sender, TempId tempId, Content content) {
    Message message = unstored(thread, sender, tempId, content);
    threads.computeIfAbsent(thread, _ -> new ArrayList<>()).add(message);
    return message;
  }

  private boolean isMember(ThreadId thread, UserId user) {
    return thread.isGroup() ? groups.isMember(thread, user) : thread.isDirectOf(user);
  }

  private void deliver(Message message, StubSocket other) {
    List<Message> seen = after(message.thread(), userOf(other), message.seq() - 1);
    boolean his =
        message.thread().isGroup() ? !seen.isEmpty() : message.thread().isDirectOf(userOf(other));
    if (his) {
      other.send(new ServerFrame.Receive(seen.getLast()));
    }
  }

  private void presenceOf(UserId user) {
    boolean online = sockets.values().stream().anyMatch(each -> userOf(each).equals(user));
    watches.forEach(
        (watcher, users) -> {
          if (users.contains(user)) {
            watcher.send(new ServerFrame.PresenceUpdate(user, online, null));
          }
        });
  }

  private static void answer(StubSocket socket, Message message) {
    socket.send(
        new ServerFrame.Sent(message.thread(), message.tempId(), message.id(), message.seq()));
  }

  @Override
  public synchronized void gone(StubSocket socket) {
    watches.remove(socket);
    if (sockets.remove(socket.token(), socket)) {
      presenceOf(userOf(socket));
    }
  }

  @Override
  public void close() throws IOException {
    for (StubNode node : nodes) {
      node.close();
    }
  }
}
