package org.plumbline.protocol;

/** One device of a user. Each device has its own socket, cursor and outbox. */
public record DeviceId(String value) {
  public DeviceId {
    Identifier.checked("device_id", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
