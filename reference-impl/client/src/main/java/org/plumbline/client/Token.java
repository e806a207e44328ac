package org.plumbline.client;

import java.time.Instant;
import org.plumbline.protocol.DeviceId;

/**
 * What a login gives.
 *
 * @param value the bearer token
 * @param expiry when it ends
 * @param device the device it was issued for
 */
public record Token(String value, Instant expiry, DeviceId device) {

  // A token in a log is a session for whoever reads the log.
  @Override
  public String toString() {
    return "Token[" + device + ", until " + expiry + "]";
  }
}
