package org.plumbline.dashboards;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.plumbline.client.Account;
import org.plumbline.client.ClientListener;
import org.plumbline.client.ClientRuntime;
import org.plumbline.client.ClientSettings;
import org.plumbline.client.GroupHttp;
import org.plumbline.client.HistoryRange;
import org.plumbline.client.MessengerClient;
import org.plumbline.client.MessengerHttp;
import org.plumbline.client.NodeAddress;
import org.plumbline.client.RequestFailed;
import org.plumbline.client.Token;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/**
 * Two users on two nodes who write to each other, read, look at the history, watch each other's
 * presence and rename their group, for as long as this is open. So every step of a message's life
 * has something to count.
 */
final class Chat implements AutoCloseable {
  private static final long EVERY_MILLIS = 50;
  private static final String PASSWORD = "correct horse battery staple";

  private final ClientRuntime runtime = ClientRuntime.create(System::nanoTime, 1);
  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
  private final List<MessengerClient> clients = new ArrayList<>();
  private final AtomicInteger shown = new AtomicInteger();
  private final AtomicLong lastSeq = new AtomicLong();
  private final List<NodeAddress> nodes;
  private final ThreadId thread;
  private final Token token;
  private final GroupHttp groups;
  private final ThreadId group;

  private Chat(List<NodeAddress> nodes, UserId one, UserId other)
      throws RequestFailed, InterruptedException, ExecutionException, TimeoutException {
    this.nodes = nodes;
    this.thread = ThreadId.direct(one, other);
    var http = new MessengerHttp(runtime, nodes.getFirst());
    http.register(one, PASSWORD);
    http.register(other, PASSWORD);
    this.token = http.logIn(one, PASSWORD, new DeviceId("reader"));
    http.befriend(token, other);
    http.befriend(http.logIn(other, PASSWORD, new DeviceId("reader")), one);
    this.groups = http.groups();
    this.group = groups.create(token, "Walks", "", List.of(other), null).thread();
    connect(one, nodes.getFirst());
    connect(other, nodes.getLast());
    clients.getFirst().watchPresence(List.of(other));
    clients.getLast().watchPresence(List.of(one));
  }

  static Chat start(List<NodeAddress> nodes) throws Exception {
    var chat = new Chat(nodes, new UserId("dashboard-a"), new UserId("dashboard-b"));
    var _ = chat.timer.scheduleAtFixedRate(chat::write, 0, EVERY_MILLIS, MILLISECONDS);
    var _ = chat.timer.scheduleAtFixedRate(chat::look, 1, 1, SECONDS);
    return chat;
  }

  private void connect(UserId user, NodeAddress node)
      throws InterruptedException, ExecutionException, TimeoutException {
    var client =
        new MessengerClient(
            runtime,
            ClientSettings.standard(),
            List.of(node),
            Account.of(user, PASSWORD, new DeviceId("phone")),
            new Counting());
    clients.add(client);
    client.connect().get(30, SECONDS);
  }

  int shown() {
    return shown.get();
  }

  private void write() {
    var _ = clients.get(shown.get() % 2).send(thread, "a message of a usual length, more or less");
    clients.getLast().read(thread, lastSeq.get());
  }

  /** Reads the history, and knocks with a wrong token and is refused. */
  private void look() {
    try {
      new MessengerHttp(runtime, nodes.getFirst())
          .history(token, thread, new HistoryRange.Newest(), 20, null);
      new MessengerHttp(runtime, nodes.getLast())
          .history(token, thread, new HistoryRange.Newest(), 20, null);
      groups.rename(token, group, "Walks " + shown.get(), null);
    } catch (RequestFailed e) {
      System.err.println("history or group: " + e.getMessage());
    }
    knock();
  }

  private void knock() {
    for (var node : nodes) {
      try (var http = HttpClient.newHttpClient()) {
        http.newWebSocketBuilder()
            .header("Authorization", "Bearer not-a-token")
            .buildAsync(node.webSocket(), new WebSocket.Listener() {})
            .get(10, SECONDS)
            .abort();
      } catch (ExecutionException | TimeoutException _) {
        // Refused, which is the point.
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** A device that comes and goes, for the presence of its user to change. */
  void comeAndGo() {
    clients.getLast().interrupt();
  }

  @Override
  public void close() {
    timer.shutdownNow();
    clients.forEach(MessengerClient::close);
    runtime.close();
  }

  private final class Counting implements ClientListener {
    @Override
    public void shown(Message message, long nanos) {
      shown.incrementAndGet();
      lastSeq.accumulateAndGet(message.seq(), Math::max);
    }
  }
}
