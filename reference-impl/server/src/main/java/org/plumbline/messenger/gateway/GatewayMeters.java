package org.plumbline.messenger.gateway;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import org.plumbline.protocol.ClientFrame;

/** What goes in and out of the sessions, in frames and in bytes of their payload. */
@Singleton
public final class GatewayMeters {

  private final Counter bytesIn;
  private final Counter bytesOut;
  private final Counter framesOut;
  private final Counter sends;
  private final Counter acknowledgements;
  private final Counter syncs;
  private final Counter subscriptions;
  private final Counter typing;
  private final Counter heartbeats;
  private final Counter malformed;

  GatewayMeters(MeterRegistry meters) {
    bytesIn = meters.counter("messenger.frame.bytes.in");
    bytesOut = meters.counter("messenger.frame.bytes.out");
    framesOut = meters.counter("messenger.frames.out");
    sends = framesIn(meters, "send_message");
    acknowledgements = framesIn(meters, "message_ack");
    syncs = framesIn(meters, "sync");
    subscriptions = framesIn(meters, "subscribe_presence");
    typing = framesIn(meters, "typing");
    heartbeats = framesIn(meters, "heartbeat");
    malformed = framesIn(meters, "malformed");
  }

  private static Counter framesIn(MeterRegistry meters, String type) {
    return meters.counter("messenger.frames.in", "type", type);
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

  /** A frame of so many bytes is on its way to a device. */
  public void out(int bytes) {
    bytesOut.increment(bytes);
    framesOut.increment();
  }
}
