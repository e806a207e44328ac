package org.plumbline.simulations.chat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.SplittableRandom;
import org.plumbline.protocol.ClientFrame;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.FrameCodec;
import org.plumbline.protocol.TempId;
import org.plumbline.simulations.load.ArrivalSchedule;
import org.plumbline.simulations.load.TextLength;

/**
 * What one device sends and when: its messages at their intended times, and heartbeats in between.
 * Used by one virtual user, which Gatling keeps on one event loop.
 */
final class DeviceScript {

  /** How often a device looks whether the load has begun or is over. */
  private static final long LOOK_EVERY_MICROS = 100_000;

  private static final long HEARTBEAT_EVERY_MICROS = 10_000_000;

  private static final String HEARTBEAT =
      new String(FrameCodec.encode(new ClientFrame.Heartbeat()), StandardCharsets.UTF_8);

  private final Seat seat;
  private final ArrivalSchedule schedule;
  private final Conductor conductor;
  private final Ledger ledger;
  private final TextLength textLength;
  private final long seed;
  private final SplittableRandom lengths;
  private final int end;
  private int next;
  private long heartbeatAtMicros;

  /**
   * A script of one device.
   *
   * @param place the device's number among all, from which the phase of its heartbeats follows
   * @param devices how many there are
   */
  DeviceScript(
      Seat seat,
      int place,
      int devices,
      int sender,
      ArrivalSchedule schedule,
      Conductor conductor,
      Ledger ledger,
      TextLength textLength,
      long seed) {
    this.seat = seat;
    this.schedule = schedule;
    this.conductor = conductor;
    this.ledger = ledger;
    this.textLength = textLength;
    this.seed = seed;
    this.lengths = new SplittableRandom(seed * 31 + sender);
    this.next = seat.sends() ? schedule.firstOf(sender) : 0;
    this.end = seat.sends() ? schedule.endOf(sender) : 0;
    // Spread over the interval, as the heartbeats of devices that came at different times are, and
    // the same in every run of as many devices.
    this.heartbeatAtMicros = HEARTBEAT_EVERY_MICROS * place / devices;
  }

  Seat seat() {
    return seat;
  }

  /**
   * How long there is nothing to do; zero when something is due. Whole milliseconds, rounded up.
   */
  Duration untilNext() {
    if (!conductor.hasStarted()) {
      return Duration.ofMillis(20);
    }
    long now = conductor.elapsedMicros();
    long until = Math.min(LOOK_EVERY_MICROS, heartbeatAtMicros - now);
    if (next < end) {
      until = Math.min(until, schedule.intendedMicros(next) - now);
    }
    return Duration.ofMillis(Math.max(0, Math.ceilDiv(until, 1_000L)));
  }

  boolean isDue() {
    return conductor.hasStarted() && !conductor.isOver() && (isMessageDue() || isHeartbeatDue());
  }

  /** The due frame as text; messages go before heartbeats. */
  String next() {
    if (!isMessageDue()) {
      heartbeatAtMicros = conductor.elapsedMicros() + HEARTBEAT_EVERY_MICROS;
      return HEARTBEAT;
    }
    int message = next++;
    int length = textLength.next(lengths, Content.TEXT_LENGTH_MAX);
    String text = MessageText.compose(message, schedule.intendedMicros(message), length, seed);
    ClientFrame.Send frame = new ClientFrame.Send(seat.thread(), tempId(message), 1, text);
    String encoded = new String(FrameCodec.encode(frame), StandardCharsets.UTF_8);
    ledger.sent(message, conductor.elapsedMicros());
    return encoded;
  }

  static TempId tempId(int message) {
    return new TempId("m" + message);
  }

  /** The message's number in a temp id of ours. */
  static int messageOf(TempId tempId) {
    return Integer.parseInt(tempId.value(), 1, tempId.value().length(), 10);
  }

  private boolean isMessageDue() {
    return next < end && schedule.intendedMicros(next) <= conductor.elapsedMicros();
  }

  private boolean isHeartbeatDue() {
    return heartbeatAtMicros <= conductor.elapsedMicros();
  }
}
