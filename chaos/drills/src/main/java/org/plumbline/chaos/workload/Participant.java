package org.plumbline.chaos.workload;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.plumbline.client.Account;
import org.plumbline.client.ClientRuntime;
import org.plumbline.client.ClientSettings;
import org.plumbline.client.MessengerClient;
import org.plumbline.client.NodeAddress;
import org.plumbline.client.Token;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/** One device of one user of the workload. */
public final class Participant {
  private static final Duration CURSORS_WITHIN = Duration.ofSeconds(5);

  final UserId user;
  final DeviceId device;
  final List<ThreadId> threads;
  final Recorder recorder;
  private final List<NodeAddress> nodes;
  private volatile @Nullable MessengerClient client;
  private volatile @Nullable Supplier<MessengerClient> maker;
  private volatile @Nullable Token token;
  private volatile List<UserId> watched = List.of();
  private volatile Map<ThreadId, Long> cursors = Map.of();
  private volatile boolean away;

  Participant(
      UserId user,
      DeviceId device,
      List<ThreadId> threads,
      List<NodeAddress> nodes,
      Recorder recorder) {
    this.user = user;
    this.device = device;
    this.threads = new CopyOnWriteArrayList<>(threads);
    this.nodes = List.copyOf(nodes);
    this.recorder = recorder;
  }

  /** The node that this device tries first. */
  NodeAddress home() {
    return nodes.getFirst();
  }

  Token token() {
    Token given = token;
    if (given == null) {
      throw new IllegalStateException(user + "/" + device + " has not logged in");
    }
    return given;
  }

  MessengerClient client() {
    MessengerClient made = client;
    if (made == null) {
      throw new IllegalStateException(user + "/" + device + " has not logged in");
    }
    return made;
  }

  boolean hasClient() {
    return client != null;
  }

  void loggedIn(ClientRuntime runtime, ClientSettings settings, String password, Token given) {
    token = given;
    Supplier<MessengerClient> newClient =
        () ->
            new MessengerClient(
                runtime,
                settings,
                nodes,
                Account.of(user, password, device).withToken(given),
                recorder);
    maker = newClient;
    client = newClient.get();
  }

  /** One thread more, of which this user is a member now. */
  void join(ThreadId thread) {
    threads.add(thread);
  }

  /** From now on, over all its sessions, it is told of these users' presence. */
  void watch(List<UserId> users) {
    watched = List.copyOf(users);
    client().watchPresence(watched);
  }

  /** Ends the session; what it has not been told an answer for stays open. */
  void leave(long nanos) {
    MessengerClient last = client();
    last.close();
    // Whatever came before the end is through its hands once it says up to where it came.
    cursors = cursorsOf(last);
    recorder.left(nanos);
    away = true;
  }

  private static Map<ThreadId, Long> cursorsOf(MessengerClient last) {
    try {
      return last.cursors().get(CURSORS_WITHIN.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return Map.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Map.of();
    }
  }

  /** Comes back as the same device, which knows up to where it had come. */
  void comeBack() {
    Supplier<MessengerClient> newClient = maker;
    if (away && newClient != null) {
      MessengerClient next = newClient.get();
      next.resume(cursors);
      if (!watched.isEmpty()) {
        next.watchPresence(watched);
      }
      client = next;
      away = false;
      var _ = next.connect();
    }
  }

  /** Whether it has left and not come back. */
  boolean isAway() {
    return away;
  }
}
