package org.plumbline.messenger.directory;

import java.util.Collection;
import java.util.List;

/**
 * Sessions that missed something because another node could not hand it over to theirs, though both
 * nodes live. Their own node looks here and tells them to sync. It goes one way, so nothing is sent
 * back and forth, and no worker has to wait for a link that stays broken.
 */
public interface ResyncList {

  /** Most sessions that are named for a node; when there are more, all of its sessions sync. */
  int SESSIONS_MAX = 10_000;

  /**
   * For how long it is kept for a node that does not look, in milliseconds. One that has not for
   * longer than an announcement counts restores its sessions, and has them all sync.
   */
  long KEPT_MILLIS = 60_000;

  /**
   * Notes that these sessions of a node must sync. Doing it twice does no harm.
   *
   * @throws DirectoryUnavailable when it could not be noted
   */
  void add(String node, Collection<SessionDirectory.Session> sessions);

  /**
   * What was noted for this node and not yet {@link #told}.
   *
   * @throws DirectoryUnavailable when there was no answer
   */
  Noted noted();

  /**
   * They were told to sync. What was noted after that look stays.
   *
   * @throws DirectoryUnavailable when it could not be recorded; then they are told once more
   */
  void told(Noted noted);

  /**
   * Who must sync.
   *
   * @param everybody whether there were too many to name
   * @param upTo tells this look from later ones
   */
  record Noted(List<SessionDirectory.Session> sessions, boolean everybody, long upTo) {

    public Noted {
      sessions = List.copyOf(sessions);
    }

    /** Whether nobody must. */
    public boolean isEmpty() {
      return sessions.isEmpty() && !everybody;
    }
  }
}
