package org.plumbline.messenger.friend;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.plumbline.protocol.UserId;

/**
 * Friendships and requests for them; of two users there is one at most. Every method blocks and may
 * throw {@link FriendsUnavailable}. The adapters are safe to share between threads and nodes: what
 * the two of a pair do at once happens in some order.
 */
public interface FriendStore {

  /** The user asks the other one; when that one has asked already, the two are friends. */
  Asked ask(UserId user, UserId other, Instant now);

  /** The user says yes to the one who asked; false when that one has not. */
  boolean accept(UserId user, UserId asker, Instant now);

  /** The user says no to the one who asked; false when that one has not. */
  boolean reject(UserId user, UserId asker);

  /** Ends the friendship of the two, or takes the user's own request back; false without either. */
  boolean remove(UserId user, UserId other);

  /**
   * Makes the two of each pair friends, whether they asked or not and however many friends they
   * have: all pairs or none. Who are friends already stay so since when they were.
   */
  void befriend(Collection<Pair> pairs, Instant now);

  /** The user's friends by their names, from the one after this name on. */
  List<Friend> friends(UserId user, @Nullable UserId after, int limit);

  /** Requests to the user, and those of the user, by the other one's name; so many of each. */
  Requests requests(UserId user, int limit);

  /** Those of the pairs who are friends. */
  Set<Pair> friendsAmong(Collection<Pair> pairs);

  /** What became of asking. */
  enum Asked {
    REQUESTED,
    FRIENDS,
    /** One of the two has as many friends, or requests that wait, as there may be. */
    TOO_MANY
  }

  /**
   * A user's friend, or the other one of a request.
   *
   * @param since of the friendship or the request
   */
  record Friend(UserId user, Instant since) {}

  /** Requests that wait for an answer. */
  record Requests(List<Friend> incoming, List<Friend> outgoing) {

    public Requests {
      incoming = List.copyOf(incoming);
      outgoing = List.copyOf(outgoing);
    }
  }
}
