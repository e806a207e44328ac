package org.plumbline.protocol;

import org.jspecify.annotations.Nullable;

/** One device of a user. Each device has its own socket, cursor and outbox. */
public record DeviceId(String value) {
  public DeviceId {
    Identifier.checked("device_id", value);
  }

  // As a record's own, which goes through method handles: a fan-out asks this some times a device.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DeviceId that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return value;
  }
}
