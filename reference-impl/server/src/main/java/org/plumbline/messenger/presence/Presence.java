package org.plumbline.messenger.presence;

import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.plumbline.protocol.UserId;

/**
 * Online, offline, last seen. {@link #of} and {@link #seen} may block and may throw {@link
 * org.plumbline.messenger.directory.DirectoryUnavailable}; the others do neither.
 */
public interface Presence {

  /** The state of each user asked for, in one or two round trips for all. */
  Map<UserId, State> of(Collection<UserId> users);

  /**
   * Records that these users were seen at the given time. An older time never replaces a newer one.
   */
  void seen(Collection<UserId> users, long epochMillis);

  /** Tells all nodes that the user's state may have changed: a hint, which may be lost. */
  void announceChange(UserId user);

  /**
   * Calls the listener for each announced change, of this node and of others. The listener must not
   * block.
   */
  void onChange(Consumer<UserId> listener);

  /**
   * A user's state.
   *
   * @param lastSeenMillis milliseconds since 1970, or null when never seen
   */
  record State(boolean online, @Nullable Long lastSeenMillis) {}
}
