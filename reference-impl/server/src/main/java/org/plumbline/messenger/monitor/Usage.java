package org.plumbline.messenger.monitor;

import java.time.LocalDate;
import java.util.Collection;
import org.plumbline.protocol.UserId;

/**
 * Counts over all nodes. Every method blocks and may throw {@link
 * org.plumbline.messenger.directory.DirectoryUnavailable}.
 */
public interface Usage {

  /** These users were here on that day. Telling it again changes nothing. */
  void active(Collection<UserId> users, LocalDate day);

  /** How many users were here on that day: exact, or within 1% (see the adapter). */
  long activeUsers(LocalDate day);

  /** How often Redis found what it was asked for, since it was started. */
  Lookups lookups();

  /** Lookups of keys that were there, and of keys that were not. */
  record Lookups(long hits, long misses) {

    /** The part of the lookups that found their key, 0 to 1; 1 when there was none. */
    public double hitRatio() {
      return hits + misses == 0 ? 1 : (double) hits / (hits + misses);
    }
  }
}
