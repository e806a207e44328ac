package org.plumbline.messenger.group;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.plumbline.messenger.friend.FriendConfig;
import org.plumbline.messenger.friend.FriendsUnavailable;
import org.plumbline.messenger.friend.Friendships;
import org.plumbline.messenger.http.RequestRefused;
import org.plumbline.protocol.UserId;

/** Whom one may bring into a group: his friends, where only friends may write to one another. */
@Singleton
final class InviteRule {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final FriendConfig config;
  private final Friendships friendships;

  InviteRule(FriendConfig config, Friendships friendships) {
    this.config = config;
    this.friendships = friendships;
  }

  /** Those of the users whom the inviter may not bring in; blocks when that is not known. */
  List<UserId> refused(UserId inviter, List<UserId> users) {
    if (!config.required()) {
      return List.of();
    }
    try {
      Set<UserId> friends = friendships.friendsAmong(inviter, users);
      return users.stream().filter(user -> !friends.contains(user)).toList();
    } catch (FriendsUnavailable e) {
      throw RequestRefused.unavailable("friends cannot be reached now", RETRY_AFTER, e);
    }
  }
}
