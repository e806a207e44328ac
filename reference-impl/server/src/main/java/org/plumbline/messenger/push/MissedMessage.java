package org.plumbline.messenger.push;

import java.util.List;
import java.util.stream.Stream;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/**
 * The note that a message found a user with an opted-in device that had no session.
 *
 * @param kind of the content, as on the wire
 * @param preview the beginning of the words; empty unless the configuration lets them out
 * @param devices which of his devices had none; empty when it was not known which he has
 * @param elsewhere whether the user had a session on another device then: that one's delivered
 *     cursor says nothing of the missed device
 * @param missedAtMillis since 1970
 * @param dueAtMillis since 1970: not before this is the user looked for again
 */
public record MissedMessage(
    UserId user,
    ThreadId thread,
    UserId sender,
    long seq,
    String kind,
    String preview,
    List<DeviceId> devices,
    boolean elsewhere,
    long missedAtMillis,
    long dueAtMillis) {

  public MissedMessage {
    devices = List.copyOf(devices);
  }

  boolean isFor(DeviceId device) {
    return devices.isEmpty() || devices.contains(device);
  }

  /** One note for both, of the same user and thread: the newer message, every device. */
  MissedMessage with(MissedMessage other) {
    MissedMessage newer = other.seq > seq ? other : this;
    List<DeviceId> all = List.of();
    if (!devices.isEmpty() && !other.devices.isEmpty()) {
      all = Stream.concat(devices.stream(), other.devices.stream()).distinct().toList();
    }
    return new MissedMessage(
        user,
        thread,
        newer.sender,
        newer.seq,
        newer.kind,
        newer.preview,
        all,
        elsewhere || other.elsewhere,
        Math.min(missedAtMillis, other.missedAtMillis),
        Math.min(dueAtMillis, other.dueAtMillis));
  }
}
