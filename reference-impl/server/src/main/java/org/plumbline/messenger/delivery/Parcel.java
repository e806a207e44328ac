package org.plumbline.messenger.delivery;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.link.NodeLink.Target;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.UserId;

/**
 * A frame, encoded once, and whom it is for.
 *
 * @param recipients all of whose devices get it
 * @param sender whose device {@code sendingDevice} does not get it, or is the only one that does
 * @param forSendingDeviceOnly true for an answer to the sending device
 * @param message what was said, where whoever misses it is to be pushed to; null for all else
 */
record Parcel(
    byte[] frame,
    long acceptedAtMillis,
    List<UserId> recipients,
    UserId sender,
    DeviceId sendingDevice,
    boolean forSendingDeviceOnly,
    @Nullable Message message) {

  /** A hint or an answer: nobody is pushed to for it. */
  Parcel(
      byte[] frame,
      long acceptedAtMillis,
      List<UserId> recipients,
      UserId sender,
      DeviceId sendingDevice,
      boolean forSendingDeviceOnly) {
    this(frame, acceptedAtMillis, recipients, sender, sendingDevice, forSendingDeviceOnly, null);
  }

  boolean isFor(Target target) {
    boolean sending = target.device().equals(sendingDevice) && target.user().equals(sender);
    return sending == forSendingDeviceOnly;
  }

  /** The same for some of the recipients. */
  Parcel forThese(List<UserId> some) {
    return new Parcel(
        frame, acceptedAtMillis, some, sender, sendingDevice, forSendingDeviceOnly, message);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
