package org.plumbline.protocol;

/** Why a frame was not carried out, and whether that is certain. */
public enum ErrorCode {
  /** The frame could not be read; the detail names the field. */
  MALFORMED(true),
  /** The sender does not take part in the thread. */
  NOT_A_MEMBER(true),
  /** The two users of a direct thread are not friends. */
  NOT_FRIENDS(true),
  /** The media does not exist, is not the sender's, or was not uploaded and checked. */
  MEDIA_NOT_READY(true),
  /** The message to change does not exist, is not the sender's own, or may not be changed. */
  NOT_CHANGEABLE(true),
  /** Too many messages of this device are on their way: try again after the given time. */
  THROTTLED(true),
  /** The log did not confirm in time: the message may or may not be in it. Repeat it. */
  UNCONFIRMED(false),
  /** A store that the answer needs cannot be reached now. */
  UNAVAILABLE(true);

  private final boolean definitelyNotDone;

  ErrorCode(boolean definitelyNotDone) {
    this.definitelyNotDone = definitelyNotDone;
  }

  /** False when the operation may have taken effect all the same. */
  public boolean definitelyNotDone() {
    return definitelyNotDone;
  }
}
