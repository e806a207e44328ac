package org.plumbline.protocol;

/** Names an object in the object store. Given by the server; nothing can be learned from it. */
public record MediaId(String value) {
  public MediaId {
    Identifier.checked("media_id", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
