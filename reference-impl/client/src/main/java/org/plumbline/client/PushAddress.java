package org.plumbline.client;

/** Where a device is woken while it is not connected. */
public sealed interface PushAddress {

  /**
   * A token that the device got from its maker.
   *
   * @param provider {@code apns} or {@code fcm}
   */
  record AppToken(String provider, String token) implements PushAddress {}

  /** A browser's subscription, as {@code PushManager.subscribe} gives it. */
  record Subscription(String endpoint, String p256dh, String auth) implements PushAddress {}
}
