package org.plumbline.messenger.presence;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.directory.DirectoryUnavailable;
import org.plumbline.messenger.friend.FriendConfig;
import org.plumbline.messenger.friend.FriendsUnavailable;
import org.plumbline.messenger.friend.Friendships;
import org.plumbline.messenger.http.RequestRefused;
import org.plumbline.protocol.ClientFrame.SubscribePresence;
import org.plumbline.protocol.UserId;

/** The pull: the presence of the users that a device has in view. */
@Controller("/presence/v1")
@Secured(SecurityRule.IS_AUTHENTICATED)
final class PresenceController {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final Presence presence;
  private final Friendships friendships;
  private final FriendConfig friends;

  PresenceController(Presence presence, Friendships friendships, FriendConfig friends) {
    this.presence = presence;
    this.friendships = friendships;
    this.friends = friends;
  }

  /** The answer, in the order of the users asked for. */
  @Serdeable
  record Answer(List<UserPresence> presence) {}

  /**
   * One user's presence.
   *
   * @param lastSeen milliseconds since 1970, or null when the user was never seen
   */
  @Serdeable
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record UserPresence(
      @JsonProperty("user_id") String userId,
      String status,
      @JsonProperty("last_seen") @Nullable Long lastSeen) {}

  /**
   * Who is no friend of the caller's is answered as one who does not exist.
   *
   * @param users user ids, separated by commas
   */
  @Get
  @ExecuteOn(TaskExecutors.VIRTUAL)
  Answer presence(Authentication caller, @QueryValue(defaultValue = "") String users) {
    var asked = parse(users);
    var states = states(visible(new UserId(caller.getName()), asked));
    return new Answer(
        asked.stream()
            .map(
                user -> {
                  var state = states.getOrDefault(user, new Presence.State(false, null));
                  return new UserPresence(
                      user.value(), state.online() ? "online" : "offline", state.lastSeenMillis());
                })
            .toList());
  }

  private Set<UserId> visible(UserId caller, Set<UserId> users) {
    try {
      return friends.required() ? friendships.friendsAmong(caller, users) : users;
    } catch (FriendsUnavailable e) {
      throw RequestRefused.unavailable("presence: not known at the moment", RETRY_AFTER, e);
    }
  }

  private Map<UserId, Presence.State> states(Set<UserId> users) {
    try {
      return presence.of(users);
    } catch (DirectoryUnavailable e) {
      throw RequestRefused.unavailable("presence: not known at the moment", RETRY_AFTER, e);
    }
  }

  private static Set<UserId> parse(String users) {
    var ids = users.isEmpty() ? new String[0] : users.split(",", SubscribePresence.USERS_MAX + 1);
    if (ids.length == 0 || ids.length > SubscribePresence.USERS_MAX) {
      throw RequestRefused.malformed(
          "users: %s (expected: 1 to %d user ids, separated by commas)"
              .formatted(ids.length == 0 ? "none" : "too many", SubscribePresence.USERS_MAX));
    }
    var parsed = new LinkedHashSet<UserId>();
    for (var id : ids) {
      try {
        parsed.add(new UserId(id));
      } catch (IllegalArgumentException e) {
        throw RequestRefused.malformed(
            String.valueOf(e.getMessage()).replaceFirst("^user_id", "users"));
      }
    }
    return parsed;
  }
}
