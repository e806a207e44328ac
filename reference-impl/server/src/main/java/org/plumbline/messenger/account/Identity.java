package org.plumbline.messenger.account;

import java.time.Instant;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;

/**
 * Who holds a token that was verified.
 *
 * @param expiryEpochSeconds when the token ends, in seconds since 1970; a socket must not outlive
 *     it
 * @param login the number of the device's login that the token belongs to; a later login of the
 *     same device has a greater one
 */
public record Identity(UserId user, DeviceId device, long expiryEpochSeconds, long login) {

  /** Whether the token has ended by then. */
  public boolean isExpiredAt(Instant instant) {
    return instant.getEpochSecond() >= expiryEpochSeconds;
  }
}
