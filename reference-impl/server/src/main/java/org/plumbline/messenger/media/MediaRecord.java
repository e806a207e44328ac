package org.plumbline.messenger.media;

import org.plumbline.protocol.Content.MediaKind;
import org.plumbline.protocol.MediaId;
import org.plumbline.protocol.UserId;

/**
 * What is known of one upload.
 *
 * @param owner who began it, and alone may send it
 * @param bytes the length that was announced and, once ready, found
 * @param createdAtMillis in milliseconds since 1970
 */
public record MediaRecord(
    MediaId id,
    UserId owner,
    MediaKind kind,
    String contentType,
    long bytes,
    State state,
    long createdAtMillis) {

  /** How far an upload has come. */
  public enum State {
    /** The device may upload. */
    WAITING,
    /** One request is checking what was uploaded. */
    CHECKING,
    /** It may be sent. */
    READY,
    /** A message was or is being sent that refers to it; it stays for good. */
    REFERRED,
    /** It was refused or forgotten, and will be removed. */
    DOOMED
  }

  /** Where the device uploads to. Nothing is ever read from there but to check it. */
  public String uploadKey() {
    return "uploads/" + id.value();
  }

  /** Where it is once it was checked; no signed request ever writes there. */
  public String key() {
    return "media/" + id.value();
  }

  /** Whether it was checked and may be read. */
  public boolean isChecked() {
    return state == State.READY || state == State.REFERRED;
  }
}
