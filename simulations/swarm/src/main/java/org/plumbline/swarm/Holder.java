package org.plumbline.swarm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * All sockets of a process: it opens them, a bounded number at a time, keeps them alive by one
 * sweep that is spread over the interval, and opens again what ended. Used by the event loop alone,
 * but for {@link #start}.
 */
final class Holder {

  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  final Counts counts = new Counts();
  final HolderPlan plan;
  final EventLoop loop;
  final OutgoingFrames frames;
  final SwarmSocket[] sockets;
  final Accounts accounts;
  private final Dialer dialer;
  private final Inbound inbound;
  private final Sweep sweep;
  private final LongSupplier clockNanos;
  private final SplittableRandom random;
  private final Deque<SwarmSocket> waiting = new ArrayDeque<>();
  private final PriorityQueue<SwarmSocket> returning =
      new PriorityQueue<>(Comparator.comparingLong((SwarmSocket socket) -> socket.dueNanos));
  private CompletableFuture<Boolean> standing = new CompletableFuture<>();
  private int wanted;
  private final long beganNanos;
  private Timeline timeline;
  private int connecting;
  private int open;
  private boolean stopped;
  private boolean dialling;
  private long allowedFromNanos;
  private long attemptsBefore;

  Holder(HolderPlan plan, Accounts accounts, Transport transport, LongSupplier clockNanos) {
    this.plan = plan;
    this.accounts = accounts;
    this.loop = transport.loop();
    this.clockNanos = clockNanos;
    this.random = new SplittableRandom(plan.seed());
    this.frames = new OutgoingFrames(random.split());
    this.dialer = new Dialer(plan, transport);
    this.inbound = new Inbound(this, clockNanos);
    this.sockets = new SwarmSocket[plan.count()];
    for (int i = 0; i < sockets.length; i++) {
      sockets[i] = new SwarmSocket(this, i, plan.inTurn() ? i % plan.targets().size() : 0);
    }
    this.beganNanos = clockNanos.getAsLong();
    this.timeline = new Timeline(beganNanos, 0);
    this.sweep = new Sweep(this, beganNanos);
  }

  /** Begins to open; the answer comes when all that are wanted now stand. */
  CompletableFuture<Boolean> start() {
    CompletableFuture<Boolean> first = standing;
    loop.execute(
        () -> {
          want(plan.openNow(), first);
          tick();
        });
    return first;
  }

  /** Opens so many in all; the answer is given when they stand. */
  void want(int count, CompletableFuture<Boolean> whenStanding) {
    standing = whenStanding;
    for (; wanted < count; wanted++) {
      waiting.add(sockets[wanted]);
    }
    allowedFromNanos = clockNanos.getAsLong();
    attemptsBefore = counts.attempts;
    tellWhenStanding();
    connectMore(allowedFromNanos);
  }

  private void tellWhenStanding() {
    if (open >= wanted) {
      var _ = standing.complete(true);
    }
  }

  Inbound inbound() {
    return inbound;
  }

  /** From this moment on the timeline counts anew. */
  void mark(long fromNanos) {
    timeline = new Timeline(fromNanos, open);
  }

  /** Nothing is opened again, and everything is closed. */
  void stop() {
    stopped = true;
    waiting.clear();
    returning.clear();
    for (SwarmSocket socket : sockets) {
      Channel channel = socket.channel();
      if (channel != null) {
        var _ = channel.close();
      }
    }
  }

  private void tick() {
    if (stopped) {
      return;
    }
    long now = clockNanos.getAsLong();
    for (SwarmSocket due = returning.peek();
        due != null && due.dueNanos <= now;
        due = returning.peek()) {
      var _ = returning.remove();
      waiting.add(due);
    }
    connectMore(now);
    sweep.turn(now);
    var _ = loop.schedule(this::tick, TICK_NANOS, TimeUnit.NANOSECONDS);
  }

  /** An attempt that fails at once asks for the next one: the loop takes it, not the stack. */
  private void connectMore(long now) {
    if (dialling) {
      return;
    }
    dialling = true;
    try {
      dialWaiting(now);
    } finally {
      dialling = false;
    }
  }

  private void dialWaiting(long now) {
    double allowed =
        plan.connectsPerSecond() == 0
            ? Double.MAX_VALUE
            : 1 + plan.connectsPerSecond() * (now - allowedFromNanos) / 1e9;
    while (!stopped
        && !waiting.isEmpty()
        && connecting < plan.connectsAtOnce()
        && counts.attempts - attemptsBefore < allowed) {
      SwarmSocket next = waiting.remove();
      counts.attempts++;
      connecting++;
      timeline.attempt(now);
      next.heardSecond = second(now);
      dialer.dial(next);
    }
  }

  /** Writes a text frame without flushing it. */
  void write(Channel channel, byte[] payload, int length) {
    var _ = channel.write(frames.text(channel.alloc(), payload, length), channel.voidPromise());
  }

  int second(long now) {
    return (int) TimeUnit.NANOSECONDS.toSeconds(now - beganNanos);
  }

  ByteBuf request(SwarmSocket socket, ByteBufAllocator allocator) {
    return dialer.request(socket, accounts.token(socket.number), allocator);
  }

  void upgraded(SwarmSocket socket) {
    if (!plan.messenger()) {
      welcomed(socket, 0);
    }
  }

  void welcomed(SwarmSocket socket, long newHeartbeatMillis) {
    if (socket.state == SwarmSocket.State.OPEN) {
      return;
    }
    long now = clockNanos.getAsLong();
    socket.state = SwarmSocket.State.OPEN;
    socket.stood = true;
    socket.failures = 0;
    socket.leastWaitMillis = 0;
    socket.heardSecond = second(now);
    if (newHeartbeatMillis > 0) {
      sweep.every(newHeartbeatMillis);
    }
    counts.opened++;
    open++;
    connecting--;
    timeline.opened(now);
    tellWhenStanding();
    connectMore(now);
  }

  void received(SwarmSocket socket, ByteBuf in, int at, int length) {
    inbound.text(socket, in, at, length);
  }

  void pinged(SwarmSocket socket, ByteBuf in, int at, int length) {
    Channel channel = socket.channel();
    if (channel != null) {
      var _ = channel.writeAndFlush(frames.pong(channel.alloc(), in, at, length));
    }
  }

  /** The node said goodbye with this code: so does the socket, and ends. */
  void closed(SwarmSocket socket, int code) {
    Counts.add(counts.closes, Integer.toString(code));
    Channel channel = socket.channel();
    if (channel != null) {
      var _ = channel.writeAndFlush(frames.close(channel.alloc(), code));
    }
  }

  void ended(SwarmSocket socket, SwarmSocket.State before, String cause) {
    long now = clockNanos.getAsLong();
    if (before == SwarmSocket.State.OPEN) {
      open--;
      counts.ended++;
      timeline.ended(now);
      if (!stopped) {
        Counts.add(counts.failures, "ended: " + cause);
      }
    } else if (before != SwarmSocket.State.AWAY) {
      connecting--;
    }
    if (stopped) {
      return;
    }
    if (plan.backoff().kind() != Backoff.Kind.NONE) {
      socket.failures++;
      // Whom its own node could not take at first is still to be where the plan has him.
      if (plan.backoff().nextNode() && socket.stood) {
        socket.target = (socket.target + 1) % plan.targets().size();
      }
      socket.dueNanos =
          now + plan.backoff().delayNanos(socket.failures, socket.leastWaitMillis, random);
      socket.leastWaitMillis = 0;
      returning.add(socket);
    }
    connectMore(now);
  }

  int open() {
    return open;
  }

  void write(ObjectNode out) {
    out.put("wanted", wanted);
    out.put("open", open);
    out.put("connecting", connecting);
    out.put("waiting", waiting.size() + returning.size());
    out.put("heartbeat_ms", sweep.intervalMillis());
    int[] byTarget = new int[plan.targets().size()];
    for (SwarmSocket socket : sockets) {
      if (socket.state == SwarmSocket.State.OPEN) {
        byTarget[socket.target]++;
      }
    }
    var targets = out.putArray("open_by_target");
    Arrays.stream(byTarget).forEach(targets::add);
    counts.write(out);
    timeline.write(out.putObject("timeline"));
  }

  @Nullable SwarmSocket openSocket(int number) {
    SwarmSocket socket = sockets[number];
    return socket.state == SwarmSocket.State.OPEN ? socket : null;
  }
}
