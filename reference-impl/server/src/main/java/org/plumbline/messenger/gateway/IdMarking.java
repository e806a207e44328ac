package org.plumbline.messenger.gateway;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.plumbline.messenger.directory.IdMarks;
import org.plumbline.messenger.directory.NodeRegistry;
import org.plumbline.messenger.identity.MessageIds;
import org.plumbline.messenger.identity.TrustedTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the mark of this node's message ids, and takes it over at the start. The mark runs ahead of
 * what was made, so that it holds until it is raised again.
 */
@Singleton
final class IdMarking {

  private static final Logger LOG = LoggerFactory.getLogger(IdMarking.class);

  /** Two announcements; less than ids may be ahead, so that a quick restart need not wait. */
  private static final long AHEAD_MILLIS = NodeRegistry.TIME_TO_LIVE_MILLIS * 2 / 3;

  private final IdMarks marks;
  private final MessageIds ids;
  private final TrustedTime time;
  private final InstantSource clock;
  private boolean takenOver;

  IdMarking(IdMarks marks, MessageIds ids, TrustedTime time, InstantSource clock) {
    this.marks = marks;
    this.ids = ids;
    this.time = time;
    this.clock = clock;
  }

  /**
   * Raises the mark; the first time, ids begin behind the one that was there.
   *
   * @throws org.plumbline.messenger.directory.DirectoryUnavailable when there was no answer
   */
  void keep() {
    if (!takenOver) {
      long mark = marks.raise(0).millis();
      ids.startBehind(mark);
      takenOver = true;
      long behind = mark - clock.millis();
      if (behind > MessageIds.AHEAD_MILLIS_MAX) {
        LOG.error(
            "clock: {} ms behind the ids that were made with this node number (expected: at most {}"
                + " ms); no messages are taken until it has caught up. Set it right, or give"
                + " messenger.node.number another value",
            behind,
            MessageIds.AHEAD_MILLIS_MAX);
      }
    }
    IdMarks.Mark kept = marks.raise(ids.madeUpToMillis() + AHEAD_MILLIS);
    time.compare(kept.nowMillis());
  }
}
