package org.plumbline.messenger.device;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import org.jspecify.annotations.Nullable;

/** The JSON of the device routes. Addresses are taken and never given back. */
final class DeviceBodies {

  private DeviceBodies() {}

  /** What a device registers; a missing field is null. */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Registration(
      @Nullable String provider,
      @Nullable String token,
      @Nullable SubscriptionBody subscription,
      @Nullable Boolean optIn) {

    @Override
    public String toString() {
      return "Registration[" + provider + "]";
    }
  }

  /** As a browser's {@code PushSubscription} has it; a missing field is null. */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record SubscriptionBody(
      @Nullable String endpoint, @Nullable String p256dh, @Nullable String auth) {

    @Override
    public String toString() {
      return "SubscriptionBody";
    }
  }

  /**
   * What is registered.
   *
   * @param registeredAt in milliseconds since 1970
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Registered(String deviceId, String provider, boolean optIn, long registeredAt) {

    static Registered of(PushDevice device) {
      return new Registered(
          device.device().value(),
          device.address().provider().id(),
          device.optedIn(),
          device.registeredAtMillis());
    }
  }
}
