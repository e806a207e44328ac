package org.plumbline.client;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.plumbline.protocol.ClientFrame;
import org.plumbline.protocol.CloseCode;
import org.plumbline.protocol.ServerFrame;

/**
 * Keeps one device connected: dials, waits, dials the next node, until it is stopped or the server
 * says not to come back. Everything here runs in the strand.
 *
 * <pre>
 *   IDLE -> DIALLING -> GREETING -> LIVE
 *              ^  failed   | no Welcome | ended
 *              +-- WAITING <------------+        any -> STOPPED
 * </pre>
 */
final class Connector implements Wire.Owner {

  /** What the device does with its connection. */
  interface Session {
    void live(ServerFrame.Welcome welcome, NodeAddress node, long nanos);

    void received(ServerFrame frame, long nanos);

    void unreadable(String detail, long nanos);

    void connectFailed(NodeAddress node, Disconnect cause, long startedNanos, long nanos);

    void down(Disconnect cause, long nanos);

    void stopped(Disconnect cause, long nanos);
  }

  private enum State {
    IDLE,
    DIALLING,
    GREETING,
    LIVE,
    WAITING,
    STOPPED
  }

  private final ClientRuntime runtime;
  private final Strand strand;
  private final ClientSettings.Connecting settings;
  private final List<NodeAddress> nodes;
  private final Session session;
  private final Dialer dialer;
  private final StrandTimer timer;
  private final Heartbeats heartbeats;
  private Account account;
  private State state = State.IDLE;
  private int nodeIndex;
  private int failures;
  private @Nullable Duration askedToWait;
  private long startedNanos;
  private boolean freshToken;
  private @Nullable Wire wire;

  Connector(
      ClientRuntime runtime,
      Strand strand,
      ClientSettings.Connecting settings,
      List<NodeAddress> nodes,
      Account account,
      Session session) {
    this.runtime = runtime;
    this.strand = strand;
    this.settings = settings;
    this.nodes = List.copyOf(nodes);
    this.account = account;
    this.session = session;
    this.dialer = new Dialer(runtime, settings.timeout());
    this.timer = new StrandTimer(runtime, strand);
    this.heartbeats = new Heartbeats(runtime, timer, settings.silentIntervalsMax());
  }

  void start() {
    if (state == State.IDLE) {
      dial();
    }
  }

  void stop() {
    Wire last = wire;
    halt(new Disconnect.Stopped(), runtime.nanos());
    if (last != null) {
      last.close();
    }
  }

  boolean isLive() {
    return state == State.LIVE;
  }

  @Nullable Token token() {
    return account.token();
  }

  /** Sends on a live connection; without one the frame is dropped, and the next sync repairs. */
  void send(ClientFrame frame) {
    Wire to = wire;
    if (state == State.LIVE && to != null) {
      to.send(frame);
    }
  }

  /** Cuts the connection as a failing network would; the device comes back by itself. */
  void interrupt() {
    Wire cut = wire;
    if (cut != null) {
      cut.abort(new Disconnect.Lost("interrupted by its owner"));
    }
  }

  /** The node is about to go: when it closes, the next try is not made before this time. */
  void goodbye(Duration reconnectAfter) {
    askedToWait = reconnectAfter;
  }

  private NodeAddress node() {
    return nodes.get(nodeIndex % nodes.size());
  }

  private void dial() {
    state = State.DIALLING;
    startedNanos = runtime.nanos();
    NodeAddress node = node();
    Token token = account.token();
    if (token != null) {
      open(node, token);
      return;
    }
    var _ =
        dialer
            .logIn(node, account)
            .whenComplete(
                (fetched, error) ->
                    strand.execute(
                        () -> {
                          if (state != State.DIALLING) {
                            return;
                          }
                          if (error != null) {
                            failed(Dialer.causeOf(error), runtime.nanos());
                            return;
                          }
                          account = account.withToken(fetched);
                          freshToken = true;
                          open(node, fetched);
                        }));
  }

  private void open(NodeAddress node, Token token) {
    Wire opening = wire();
    wire = opening;
    CompletableFuture<?> opened = dialer.open(node, token, opening);
    var _ =
        opened.whenComplete(
            (_, error) ->
                strand.execute(
                    () -> {
                      if (!isCurrent(opening)) {
                        opening.close();
                      } else if (error != null) {
                        refused(Dialer.causeOf(error));
                      } else if (state == State.DIALLING) {
                        greet(opening);
                      }
                    }));
  }

  private Wire wire() {
    int framesMax = settings.wireFramesMax();
    return switch (settings.transport()) {
      case Transport.WebSocket _ -> new SocketWire(runtime, strand, this, framesMax);
      case Transport.LongPoll(Duration patience) ->
          new PollWire(runtime, strand, this, framesMax, patience, Duration.ZERO);
      case Transport.ShortPoll(Duration every) ->
          new PollWire(runtime, strand, this, framesMax, Duration.ZERO, every);
    };
  }

  @SuppressWarnings("ReferenceEquality") // One connection is never another.
  private boolean isCurrent(Wire one) {
    return one == wire;
  }

  private void refused(Disconnect cause) {
    boolean tokenRefused = cause instanceof Disconnect.Refused(int status, _) && status == 401;
    if (tokenRefused && !freshToken) {
      // The token was an old one: one login decides whether the account is still good.
      account = account.withoutToken();
      wire = null;
      dial();
      return;
    }
    failed(cause, runtime.nanos());
  }

  private void greet(Wire opened) {
    state = State.GREETING;
    timer.arm(
        settings.timeout(),
        () -> opened.abort(new Disconnect.Unreachable("no WELCOME in " + settings.timeout())));
  }

  @Override
  public void received(Wire from, ServerFrame frame, long nanos) {
    if (!isCurrent(from)) {
      return;
    }
    heartbeats.heard(nanos);
    if (state == State.DIALLING || state == State.GREETING) {
      if (frame instanceof ServerFrame.Welcome welcome) {
        state = State.LIVE;
        failures = 0;
        freshToken = false;
        heartbeats.begin(from, Duration.ofMillis(Math.max(1, welcome.heartbeatMillis())));
        session.live(welcome, node(), nanos);
      }
      return;
    }
    session.received(frame, nanos);
  }

  @Override
  public void unreadable(Wire from, String detail, long nanos) {
    if (isCurrent(from)) {
      heartbeats.heard(nanos);
      session.unreadable(detail, nanos);
    }
  }

  @Override
  public void ended(Wire from, Disconnect cause, long nanos) {
    if (!isCurrent(from)) {
      return;
    }
    if (state != State.LIVE) {
      failed(cause, nanos);
      return;
    }
    wire = null;
    if (cause instanceof Disconnect.Closed(int code, _) && code == CloseCode.TOKEN_ENDED.code()) {
      account = account.withoutToken();
    }
    session.down(cause, nanos);
    comeBack(cause, nanos);
  }

  private void failed(Disconnect cause, long nanos) {
    wire = null;
    session.connectFailed(node(), cause, startedNanos, nanos);
    comeBack(cause, nanos);
  }

  private void comeBack(Disconnect cause, long nanos) {
    if (state == State.STOPPED) {
      return;
    }
    if (!cause.reconnects()) {
      halt(cause, nanos);
      return;
    }
    state = State.WAITING;
    failures++;
    nodeIndex++;
    Duration retryAfter =
        cause instanceof Disconnect.Refused(_, Duration asked) ? asked : askedToWait;
    askedToWait = null;
    timer.arm(settings.backoff().delay(failures, retryAfter, runtime.random()), this::dial);
  }

  private void halt(Disconnect cause, long nanos) {
    if (state == State.STOPPED) {
      return;
    }
    state = State.STOPPED;
    wire = null;
    timer.disarm();
    session.stopped(cause, nanos);
  }
}
