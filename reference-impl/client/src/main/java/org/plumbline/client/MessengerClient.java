package org.plumbline.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.plumbline.protocol.ClientFrame;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.ErrorCode;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.Status;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/**
 * One device of one user. It logs in, keeps a connection to one of several nodes, repeats what was
 * not acknowledged, and shows every message once and in order; see {@link ClientListener} for what
 * it tells. It can be called from any thread, and uses none of its own.
 */
public final class MessengerClient implements AutoCloseable {

  /** For so many members of each thread, on average, it is remembered how far they have come. */
  private static final int CURSORS_PER_THREAD = 10;

  private final ClientRuntime runtime;
  private final ClientSettings settings;
  private final ClientListener listener;
  private final Strand strand;
  private final Connector connector;
  private final Sender sender;
  private final Receiver receiver;
  private final TypingView typists;
  private final CursorView cursors;
  private final AtomicInteger waiting = new AtomicInteger();
  private final CompletableFuture<ServerFrame.Welcome> firstConnection = new CompletableFuture<>();
  private List<UserId> watched = List.of();
  private volatile boolean connected;
  private volatile boolean stopped;

  /**
   * A device that is not connected yet.
   *
   * @param nodes the nodes to try in this order, round and round; at least one
   */
  public MessengerClient(
      ClientRuntime runtime,
      ClientSettings settings,
      List<NodeAddress> nodes,
      Account account,
      ClientListener listener) {
    if (nodes.isEmpty()) {
      throw new IllegalArgumentException("nodes: none (expected: at least one)");
    }
    this.runtime = runtime;
    this.settings = settings;
    this.listener = listener;
    this.strand = new Strand(runtime.executor());
    this.connector =
        new Connector(runtime, strand, settings.connecting(), nodes, account, new Events());
    this.sender =
        new Sender(
            runtime, strand, settings.sending(), connector, listener, waiting::decrementAndGet);
    this.receiver =
        new Receiver(runtime, strand, settings.receiving(), connector, listener, account.user());
    this.cursors = new CursorView(CURSORS_PER_THREAD * settings.receiving().threadsMax());
    this.typists =
        new TypingView(
            runtime,
            strand,
            settings.receiving().typingShown(),
            settings.receiving().threadsMax(),
            listener);
  }

  /** Takes up where an earlier client of this device ended: the cursor of each thread. */
  public void resume(Map<ThreadId, Long> cursors) {
    Map<ThreadId, Long> copy = Map.copyOf(cursors);
    strand.execute(() -> receiver.resume(copy));
  }

  /**
   * Connects, and keeps connecting until closed.
   *
   * @return completes with the first WELCOME, or is cancelled when the client stops before
   */
  public CompletableFuture<ServerFrame.Welcome> connect() {
    strand.execute(connector::start);
    return firstConnection;
  }

  /** Hands a message to the outbox under a name of the client's choice, unique per sender. */
  public Submission send(ThreadId thread, TempId tempId, String text) {
    return send(thread, tempId, new Content.Text(text));
  }

  /** As {@link #send(ThreadId, TempId, String)}, for whatever a message may say. */
  public Submission send(ThreadId thread, TempId tempId, Content content) {
    if (stopped) {
      return new Submission.Closed();
    }
    if (waiting.incrementAndGet() > settings.sending().outboxMax()) {
      waiting.decrementAndGet();
      return new Submission.OutboxFull(settings.sending().outboxMax());
    }
    strand.execute(() -> sender.add(thread, tempId, content));
    return new Submission.Queued(tempId);
  }

  /** Hands a message to the outbox. */
  public Submission send(ThreadId thread, String text) {
    return send(thread, new Content.Text(text));
  }

  /** Hands a message to the outbox. */
  public Submission send(ThreadId thread, Content content) {
    String random = Long.toHexString(runtime.random().nextLong());
    return send(thread, new TempId(Long.toHexString(runtime.nanos()) + "-" + random), content);
  }

  /** The user has read the thread up to this seq. */
  public void read(ThreadId thread, long upTo) {
    strand.execute(() -> receiver.tell(new ClientFrame.Acknowledge(thread, upTo, Status.READ)));
  }

  /** The user began to write, or stopped. A hint, lost when no session stands. */
  public void typing(ThreadId thread, boolean active) {
    strand.execute(() -> connector.send(new ClientFrame.Typing(thread, active)));
  }

  /** From now on, and after each reconnect, this device wants the presence of these users. */
  public void watchPresence(List<UserId> users) {
    ClientFrame.SubscribePresence frame = new ClientFrame.SubscribePresence(users);
    strand.execute(
        () -> {
          watched = frame.users();
          connector.send(frame);
        });
  }

  /** Completes when a sync begun after this call was answered and no gap is left open. */
  public CompletableFuture<Void> sync() {
    CompletableFuture<Void> done = new CompletableFuture<>();
    strand.execute(
        () -> {
          if (stopped) {
            done.cancel(false);
          } else {
            receiver.syncAll(done);
          }
        });
    return done;
  }

  /** How many messages wait for their acknowledgement. */
  public int outboxSize() {
    return waiting.get();
  }

  /** Whether a session stands at this moment. */
  public boolean isConnected() {
    return connected;
  }

  /** The cursors of this device: up to where each thread was shown. */
  public CompletableFuture<Map<ThreadId, Long>> cursors() {
    return CompletableFuture.supplyAsync(receiver::cursors, strand);
  }

  /** The token of this device, or null before the first login. */
  public CompletableFuture<@Nullable Token> token() {
    return CompletableFuture.supplyAsync(connector::token, strand);
  }

  /** Cuts the connection as a failing network would; the device comes back by itself. */
  public void interrupt() {
    strand.execute(connector::interrupt);
  }

  /** Ends the session with a close frame and does not come back. Does not wait. */
  @Override
  public void close() {
    strand.execute(connector::stop);
  }

  private final class Events implements Connector.Session {

    @Override
    public void live(ServerFrame.Welcome welcome, NodeAddress node, long nanos) {
      connected = true;
      listener.frame(welcome, nanos);
      listener.connected(welcome, node, nanos);
      firstConnection.complete(welcome);
      sender.live();
      receiver.live(welcome.device());
      if (!watched.isEmpty()) {
        connector.send(new ClientFrame.SubscribePresence(watched));
      }
    }

    @Override
    public void received(ServerFrame frame, long nanos) {
      listener.frame(frame, nanos);
      switch (frame) {
        case ServerFrame.Sent sent -> sender.acknowledged(sent, nanos);
        case ServerFrame.Receive receive -> {
          Message message = receive.message();
          typists.wrote(message.thread(), message.sender(), nanos);
          receiver.take(receive, nanos);
        }
        case ServerFrame.SyncPage page -> receiver.page(page, nanos);
        case ServerFrame.Synced _ -> receiver.synced(nanos);
        case ServerFrame.Resync _ -> receiver.syncAll();
        case ServerFrame.Receipt receipt -> {
          if (cursors.moves(receipt)) {
            listener.receipt(receipt, nanos);
          }
        }
        case ServerFrame.PresenceUpdate update -> listener.presence(update, nanos);
        case ServerFrame.Typing typing -> typists.take(typing, nanos);
        case ServerFrame.Goodbye(long reconnectAfterMillis) ->
            connector.goodbye(Duration.ofMillis(reconnectAfterMillis));
        case ServerFrame.Failure failure -> {
          if (failure.tempId() != null) {
            sender.failed(failure, failure.tempId(), nanos);
          } else if (failure.code() == ErrorCode.UNAVAILABLE
              || failure.code() == ErrorCode.THROTTLED) {
            receiver.syncFailed(failure.retryAfterMillis());
          }
        }
        case ServerFrame.Welcome _, ServerFrame.Heartbeat _ -> {
          // The connector has noted that the node lives; nothing else follows from them.
        }
      }
    }

    @Override
    public void unreadable(String detail, long nanos) {
      listener.unreadable(detail, nanos);
    }

    @Override
    public void connectFailed(NodeAddress node, Disconnect cause, long startedNanos, long nanos) {
      listener.connectFailed(node, cause, startedNanos, nanos);
    }

    @Override
    public void down(Disconnect cause, long nanos) {
      connected = false;
      receiver.down();
      listener.disconnected(cause, nanos);
    }

    @Override
    public void stopped(Disconnect cause, long nanos) {
      stopped = true;
      connected = false;
      receiver.stopped();
      firstConnection.cancel(false);
      listener.stopped(cause, nanos);
    }
  }
}
