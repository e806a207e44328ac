package org.plumbline.messenger.presence;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.plumbline.messenger.friend.Friendships;
import org.plumbline.messenger.presence.Presence.State;
import org.plumbline.protocol.UserId;

/**
 * What one session is told of those it watches: of its user's friends everything; of anyone else
 * once that he was never seen, as of one who does not exist, and nothing more. Who becomes a friend
 * later is seen from his next change on. Never blocks.
 */
public final class VisiblePresence implements PresenceWatch.Listener {

  private static final State NEVER_SEEN = new State(false, null);

  private final UserId watcher;
  private final Friendships friendships;
  private final BiConsumer<UserId, State> told;
  private final Map<UserId, State> latest = new ConcurrentHashMap<>();
  private final Set<UserId> answered = ConcurrentHashMap.newKeySet();

  /** Tells what the watcher may see. */
  public VisiblePresence(UserId watcher, Friendships friendships, BiConsumer<UserId, State> told) {
    this.watcher = watcher;
    this.friendships = friendships;
    this.told = told;
  }

  @Override
  public void onPresence(UserId user, State state) {
    latest.put(user, state);
    var _ =
        friendships
            .ask(watcher, user)
            .handle(
                (areFriends, failure) -> {
                  tell(user, failure == null && areFriends);
                  return null;
                });
  }

  private void tell(UserId user, boolean visible) {
    boolean first = answered.add(user);
    if (visible) {
      // The latest, since answers of one look-up may come in another order than they were asked.
      told.accept(user, latest.getOrDefault(user, NEVER_SEEN));
    } else if (first) {
      told.accept(user, NEVER_SEEN);
    }
  }
}
