package org.plumbline.protocol;

/**
 * The name that a client's outbox gives to a message before the server knows it. Together with the
 * sender it is the key by which a repeat is recognised.
 */
public record TempId(String value) {
  public TempId {
    Identifier.checked("temp_id", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
