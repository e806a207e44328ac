package org.plumbline.messenger.device;

import java.util.Locale;

/** Who can wake a device that has no session. */
public enum PushProvider {
  /** Apple's. */
  APNS,
  /** Google's. */
  FCM,
  /** A browser's (RFC 8030). */
  WEBPUSH;

  /** The name in requests and metrics. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
