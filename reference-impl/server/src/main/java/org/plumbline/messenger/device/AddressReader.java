package org.plumbline.messenger.device;

import jakarta.inject.Singleton;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns what a device says about itself into an address, or says what is wrong with it. */
@Singleton
final class AddressReader {

  private static final Pattern APNS = Pattern.compile("(?:[0-9a-fA-F]{2}){8,100}");
  private static final Pattern FCM = Pattern.compile("[A-Za-z0-9_:.%-]{16,1024}");
  private static final int POINT_BYTES = 65;
  private static final int AUTH_BYTES = 16;

  private final EndpointRule endpoints;

  AddressReader(EndpointRule endpoints) {
    this.endpoints = endpoints;
  }

  PushProvider provider(@Nullable String name) {
    for (PushProvider provider : PushProvider.values()) {
      if (provider.id().equals(name)) {
        return provider;
      }
    }
    throw new IllegalArgumentException("provider: " + name + " (expected: apns, fcm or webpush)");
  }

  PushAddress address(DeviceBodies.Registration registration) {
    PushProvider provider = provider(registration.provider());
    return switch (provider) {
      case APNS -> token(provider, registration.token(), APNS, "16 to 200 hex digits");
      case FCM -> token(provider, registration.token(), FCM, "16 to 1024 letters, digits, _:.%-");
      case WEBPUSH -> subscription(registration.subscription());
    };
  }

  private static PushAddress token(
      PushProvider provider, @Nullable String token, Pattern shape, String expected) {
    if (token == null || !shape.matcher(token).matches()) {
      throw new IllegalArgumentException(
          "token: "
              + (token == null ? "missing" : token.length() + " characters")
              + " (expected: "
              + expected
              + ")");
    }
    return new PushAddress.Token(provider, token);
  }

  private PushAddress subscription(DeviceBodies.@Nullable SubscriptionBody body) {
    if (body == null || body.endpoint() == null || body.p256dh() == null || body.auth() == null) {
      throw new IllegalArgumentException(
          "subscription: missing (expected: endpoint, p256dh and auth)");
    }
    endpoints.checked(body.endpoint());
    if (decoded("p256dh", body.p256dh(), POINT_BYTES)[0] != 4) {
      throw new IllegalArgumentException("p256dh: compressed (expected: an uncompressed point)");
    }
    decoded("auth", body.auth(), AUTH_BYTES);
    return new PushAddress.Subscription(body.endpoint(), body.p256dh(), body.auth());
  }

  private static byte[] decoded(String field, String text, int length) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      bytes = new byte[0];
    }
    if (bytes.length != length) {
      throw new IllegalArgumentException(
          field + ": " + bytes.length + " bytes (expected: " + length + " bytes in base64url)");
    }
    return bytes;
  }
}
