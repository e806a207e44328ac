package org.plumbline.protocol;

import org.jspecify.annotations.Nullable;

/** A user's name: 1 to 64 letters, digits, dots, underscores or dashes. */
public record UserId(String value) implements Comparable<UserId> {
  public UserId {
    Identifier.checked("user_id", value);
  }

  @Override
  public int compareTo(UserId other) {
    return value.compareTo(other.value);
  }

  // As a record's own, which goes through method handles: a fan-out asks this some times a device.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof UserId that && value.equals(that.value);
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
