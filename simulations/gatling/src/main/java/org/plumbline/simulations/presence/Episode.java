package org.plumbline.simulations.presence;

import org.plumbline.protocol.UserId;

/**
 * What a user did, until the next thing that he did.
 *
 * @param fromNanos when it began, before the node could know of it
 */
record Episode(UserId user, Kind kind, long fromNanos) {

  enum Kind {
    CAME,
    WENT,
    /** Was away for a moment only: nobody is to be told. */
    BLINKED,
    /** Was there for a moment only: that he came is not told; when he was last seen, once. */
    FLASHED,
    /** Did not work, or took so long that it may be told or not. */
    UNCLEAR
  }

  boolean isChange() {
    return kind == Kind.CAME || kind == Kind.WENT;
  }
}
