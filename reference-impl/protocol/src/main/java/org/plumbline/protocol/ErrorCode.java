package org.plumbline.protocol;

/**
 * Why a frame was not carried out, whether that is certain, and whether the same frame may be sent
 * again. None of them closes the socket. The table in the protocol's documentation is made from
 * this.
 */
public enum ErrorCode {
  MALFORMED(true, false, "The frame could not be read; the detail names the field."),
  NOT_A_MEMBER(true, false, "The user does not take part in the thread."),
  NOT_FRIENDS(true, false, "The two users of a direct thread are not friends."),
  MEDIA_NOT_READY(
      true,
      false,
      "The media does not exist, is not the sender's, or was not uploaded and checked."),
  NOT_CHANGEABLE(
      true,
      false,
      "The message to change does not exist, is not the sender's own, or may not be changed."),
  THROTTLED(true, true, "Too much at once from this device: again after the given time."),
  UNCONFIRMED(
      false, true, "The log did not confirm in time, and may hold the message or not: repeat it."),
  UNAVAILABLE(true, true, "A store that the answer needs cannot be reached now.");

  private final boolean definitelyNotDone;
  private final boolean again;
  private final String meaning;

  ErrorCode(boolean definitelyNotDone, boolean again, String meaning) {
    this.definitelyNotDone = definitelyNotDone;
    this.again = again;
    this.meaning = meaning;
  }

  /** False when the operation may have taken effect all the same. */
  public boolean definitelyNotDone() {
    return definitelyNotDone;
  }

  /** Whether the same frame, sent again after the given time, may succeed. */
  public boolean again() {
    return again;
  }

  /** What it means, for people: one sentence. */
  public String meaning() {
    return meaning;
  }
}
