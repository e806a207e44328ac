package org.plumbline.messenger.media;

import java.util.List;
import java.util.Optional;
import org.plumbline.messenger.media.MediaRecord.State;
import org.plumbline.protocol.MediaId;
import org.plumbline.protocol.UserId;

/**
 * What is known of uploads. Every method may throw {@link MediaUnavailable}; then nothing is known
 * of the effect. The adapters are safe to share between threads and nodes.
 */
public interface MediaRecords {

  /** Adds a new one; its id is taken by nobody else. */
  void add(MediaRecord created);

  /** The record of that id, if there is one. */
  Optional<MediaRecord> find(MediaId id);

  /** How many media of the user no message refers to, those to be removed left out. */
  int unreferredOf(UserId owner);

  /**
   * Moves it on, if it still is where it is expected; of several at once exactly one moves it.
   *
   * @return whether it was moved by this call
   */
  boolean move(MediaId id, State from, State to);

  /** Dooms those, at most so many, that no message refers to and that were begun before then. */
  int doomOrphans(long beforeMillis, int limit);

  /** The doomed ones begun before then, the oldest first. */
  List<MediaRecord> doomed(long beforeMillis, int limit);

  /** Forgets it. */
  void remove(MediaId id);

  /** The checked ones begun before then whose upload was not cleared away yet, oldest first. */
  List<MediaRecord> uncleared(long beforeMillis, int limit);

  /** Remembers that the upload was cleared away. */
  void cleared(MediaId id);
}
