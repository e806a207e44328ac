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
 * @param message what was said, where whoever misses it is to be pushed to; null for all else
 */
record Parcel(
    byte[] frame,
    long acceptedAtMillis,
    List<UserId> recipients,
    UserId sender,
    DeviceId sendingDevice,
    Audience audience,
    @Nullable Message message) {

  /** Which of the recipients' devices get the frame. */
  enum Audience {
    /** All but the sending one. */
    OTHERS,
    /** The sending one alone: an answer. */
    SENDING_DEVICE,
    /** None: they get it another way, and the message is here for whoever is to be pushed to. */
    NOBODY
  }

  /** A hint or an answer: nobody is pushed to for it. */
  Parcel(
      byte[] frame,
      long acceptedAtMillis,
      List<UserId> recipients,
      UserId sender,
      DeviceId sendingDevice,
      Audience audience) {
    this(frame, acceptedAtMillis, recipients, sender, sendingDevice, audience, null);
  }

  boolean isFor(Target target) {
    boolean sending = target.device().equals(sendingDevice) && target.user().equals(sender);
    return switch (audience) {
      case OTHERS -> !sending;
      case SENDING_DEVICE -> sending;
      case NOBODY -> false;
    };
  }

  /** The same for some of the recipients. */
  Parcel forThese(List<UserId> some) {
    return new Parcel(frame, acceptedAtMillis, some, sender, sendingDevice, audience, message);
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
