package org.plumbline.messenger.gateway;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.plumbline.protocol.ClientFrame;
import org.plumbline.protocol.CloseCode;
import org.plumbline.protocol.ServerFrameType;

/** What goes in and out of the sessions, in frames and in bytes of their payload. */
@Singleton
public final class GatewayMeters {

  private final Counter bytesIn;
  private final Counter bytesOut;
  private final Map<ServerFrameType, Counter> framesOut = new EnumMap<>(ServerFrameType.class);
  private final Counter sends;
  private final Counter acknowledgements;
  private final Counter syncs;
  private final Counter subscriptions;
  private final Counter typing;
  private final Counter heartbeats;
  private final Counter malformed;
  private final Map<CloseCode, Counter> closed = new EnumMap<>(CloseCode.class);
  private final Counter left;

  GatewayMeters(MeterRegistry meters) {
    bytesIn = meters.counter("messenger.frame.bytes.in");
    bytesOut = meters.counter("messenger.frame.bytes.out");
    for (ServerFrameType each : ServerFrameType.values()) {
      framesOut.put(each, meters.counter("messenger.frames.out", "type", each.label()));
    }
    sends = framesIn(meters, "send_message");
    acknowledgements = framesIn(meters, "message_ack");
    syncs = framesIn(meters, "sync");
    subscriptions = framesIn(meters, "subscribe_presence");
    typing = framesIn(meters, "typing");
    heartbeats = framesIn(meters, "heartbeat");
    malformed = framesIn(meters, "malformed");
    for (CloseCode each : CloseCode.values()) {
      closed.put(each, sessionsEnded(meters, each.name().toLowerCase(Locale.ROOT)));
    }
    left = sessionsEnded(meters, "left");
  }

  private static Counter framesIn(MeterRegistry meters, String type) {
    return meters.counter("messenger.frames.in", "type", type);
  }

  private static Counter sessionsEnded(MeterRegistry meters, String cause) {
    return meters.counter("messenger.sessions.ended", "cause", cause);
  }

  /**
   * A session is over.
   *
   * @param code with which this node closed it; null when its device or the network did
   */
  void ended(@Nullable CloseCode code) {
    (code == null ? left : Objects.requireNonNull(closed.get(code))).increment();
  }

  void in(ClientFrame frame, int bytes) {
    bytesIn.increment(bytes);
    Counter counter =
        switch (frame) {
          case ClientFrame.Send _ -> sends;
          case ClientFrame.Acknowledge _ -> acknowledgements;
          case ClientFrame.Sync _ -> syncs;
          case ClientFrame.SubscribePresence _ -> subscriptions;
          case ClientFrame.Typing _ -> typing;
          case ClientFrame.Heartbeat _ -> heartbeats;
        };
    counter.increment();
  }

  void malformed(int bytes) {
    bytesIn.increment(bytes);
    malformed.increment();
  }

  /** An encoded frame is on its way to a device. */
  public void out(byte[] frame) {
    out(frame, 1);
  }

  /** An encoded frame is on its way to so many devices. */
  void out(byte[] frame, int devices) {
    bytesOut.increment((double) frame.length * devices);
    Objects.requireNonNull(framesOut.get(ServerFrameType.of(frame))).increment(devices);
  }
}
