package org.plumbline.providers;

import java.util.Locale;

/** The providers that are stood in for. */
public enum Provider {
  APNS,
  FCM,
  WEBPUSH;

  /** The name in control routes. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Provider of(String id) {
    for (var provider : values()) {
      if (provider.id().equals(id)) {
        return provider;
      }
    }
    throw new IllegalArgumentException("provider: " + id + " (expected: apns, fcm or webpush)");
  }
}
