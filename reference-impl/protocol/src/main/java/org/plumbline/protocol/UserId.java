package org.plumbline.protocol;

/** A user's name: 1 to 64 letters, digits, dots, underscores or dashes. */
public record UserId(String value) implements Comparable<UserId> {
  public UserId {
    Identifier.checked("user_id", value);
  }

  @Override
  public int compareTo(UserId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
