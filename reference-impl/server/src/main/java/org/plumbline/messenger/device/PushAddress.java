package org.plumbline.messenger.device;

/**
 * Where a device is reached. It is as good as a key to the device's screen, so {@code toString}
 * keeps it out of logs.
 */
public sealed interface PushAddress {

  PushProvider provider();

  /** What tells two addresses apart: the token, or the endpoint. */
  String value();

  /**
   * A token that APNs or FCM gave the device.
   *
   * @param provider {@link PushProvider#APNS} or {@link PushProvider#FCM}
   */
  record Token(PushProvider provider, String value) implements PushAddress {
    public Token {
      if (provider == PushProvider.WEBPUSH) {
        throw new IllegalArgumentException("provider: webpush (expected: apns or fcm)");
      }
    }

    @Override
    public String toString() {
      return provider.id() + " token";
    }
  }

  /**
   * A browser's subscription.
   *
   * @param value the endpoint
   * @param p256dh the browser's public key, an uncompressed P-256 point in base64url
   * @param auth the authentication secret, 16 bytes in base64url
   */
  record Subscription(String value, String p256dh, String auth) implements PushAddress {
    @Override
    public PushProvider provider() {
      return PushProvider.WEBPUSH;
    }

    @Override
    public String toString() {
      return "webpush subscription";
    }
  }
}
