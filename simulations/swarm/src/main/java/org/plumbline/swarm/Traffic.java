package org.plumbline.swarm;

import io.netty.channel.Channel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Sends at its rate whatever becomes of the messages: the intended times are a Poisson process of
 * the plan's seed, and what is late is sent at once, with the time at which it was meant to go.
 * Event loop alone.
 */
final class Traffic {

  /** Between two turns: at some thousand a second several messages go in one. */
  private static final long TURN_NANOS_MIN = TimeUnit.MICROSECONDS.toNanos(100);

  private static final long DRAIN_NANOS = Duration.ofSeconds(10).toNanos();
  private static final byte[] BEFORE_THREAD =
      FrameScan.ascii("{\"type\":\"SEND_MESSAGE\",\"thread_id\":\"");
  private static final byte[] BEFORE_TEMP_ID = FrameScan.ascii("\",\"temp_id\":\"");
  private static final byte[] BEFORE_TEXT = FrameScan.ascii("\",\"text\":\"");
  private static final byte[] END = FrameScan.ascii("\"}");

  private final TrafficPlan plan;
  private final Holder holder;
  private final LongSupplier clockNanos;
  private final SplittableRandom random;
  private final Tally tally;
  private final List<byte[]> threads = new ArrayList<>();
  private final List<Channel> unflushed = new ArrayList<>();
  private final BytesBuilder payload = new BytesBuilder();
  private long number;
  private long nextNanos;

  Traffic(TrafficPlan plan, Holder holder, LongSupplier clockNanos) {
    this.plan = plan;
    this.holder = holder;
    this.clockNanos = clockNanos;
    this.random = new SplittableRandom(plan.seed());
    this.tally = new Tally(plan);
    this.nextNanos = plan.beginNanos();
    for (TrafficPlan.Lane lane : plan.lanes()) {
      threads.add(FrameScan.ascii(lane.thread()));
    }
    String thread = plan.thread();
    if (thread != null) {
      threads.add(FrameScan.ascii(thread));
    }
  }

  Tally tally() {
    return tally;
  }

  void start() {
    holder.inbound().measure(plan.id(), this);
    if (plan.sends()) {
      advance();
      schedule(clockNanos.getAsLong());
    }
  }

  private void advance() {
    nextNanos += (long) (-Math.log1p(-random.nextDouble()) / plan.perSecond() * 1e9);
  }

  private void schedule(long now) {
    if (nextNanos < plan.end()) {
      long wait = Math.max(TURN_NANOS_MIN, nextNanos - now);
      var _ = holder.loop.schedule(this::turn, wait, TimeUnit.NANOSECONDS);
    }
  }

  private void turn() {
    long now = clockNanos.getAsLong();
    while (nextNanos <= now && nextNanos < plan.end()) {
      send(nextNanos);
      advance();
    }
    for (Channel channel : unflushed) {
      var _ = channel.flush();
    }
    unflushed.clear();
    schedule(clockNanos.getAsLong());
  }

  private void send(long intended) {
    int lane = plan.lanes().isEmpty() ? 0 : random.nextInt(plan.lanes().size());
    int sender = plan.lanes().isEmpty() ? plan.sender() : plan.lanes().get(lane).socket();
    SwarmSocket socket = holder.openSocket(sender);
    Channel channel = socket == null ? null : socket.channel();
    if (channel == null || !channel.isWritable()) {
      tally.unsent(intended);
      return;
    }
    fill(lane, intended);
    holder.write(channel, payload.bytes(), payload.length());
    if (unflushed.isEmpty() || !unflushed.getLast().equals(channel)) {
      unflushed.add(channel);
    }
    tally.sent(intended, clockNanos.getAsLong());
    number++;
  }

  private void fill(int lane, long intended) {
    payload.clear();
    boolean messenger =
        plan.kind() == TrafficPlan.Kind.PAIRS || plan.kind() == TrafficPlan.Kind.GROUP;
    if (messenger) {
      payload.put(BEFORE_THREAD);
      payload.put(threads.get(lane));
      payload.put(BEFORE_TEMP_ID);
      Marker.appendTempId(payload, plan.id(), number, intended);
      payload.put(BEFORE_TEXT);
    }
    int begin = payload.length();
    if (plan.kind() == TrafficPlan.Kind.BROADCAST) {
      payload.put((byte) '!');
    }
    Marker.append(payload, plan.id(), number, intended);
    payload.fillTo(begin + plan.textBytes(), (byte) 'x');
    if (messenger) {
      payload.put(END);
    }
  }

  /** Whether nothing more is sent, and all is answered or was waited for long enough. */
  boolean isFinished(long now) {
    return now > plan.end() && (tally.isComplete() || now > plan.end() + DRAIN_NANOS);
  }
}
