package org.plumbline.messenger.friend;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.http.Fields;
import org.plumbline.messenger.http.RequestRefused;
import org.plumbline.protocol.UserId;

/**
 * Friends, under {@code /user/v1/friend} and, as one of the design's documents spells it, {@code
 * /user/v1/frient}. Who asks is always the token's user. A request to a user who does not exist is
 * answered as one to a user who does.
 */
@Controller("/user/v1")
@ExecuteOn(TaskExecutors.VIRTUAL)
final class FriendController {

  private static final int LIMIT_DEFAULT = 50;
  private static final int LIMIT_MAX = 100;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final FriendStore store;
  private final Friendships friendships;
  private final FriendConfig config;
  private final InstantSource clock;

  FriendController(
      FriendStore store, Friendships friendships, FriendConfig config, InstantSource clock) {
    this.store = store;
    this.friendships = friendships;
    this.config = config;
    this.clock = clock;
  }

  /**
   * {@code POST .../add}: asks the other user, or, when that one has asked already, makes the two
   * friends. Asking again changes nothing. 409 when one of the two has too many already.
   */
  @Post(uris = {"/friend/add", "/frient/add"})
  Added add(Authentication caller, @Body Naming naming) {
    UserId user = new UserId(caller.getName());
    UserId other = other(user, naming);
    return switch (available(() -> store.ask(user, other, clock.instant()))) {
      case REQUESTED -> new Added(other.value(), "requested");
      case FRIENDS -> {
        friendships.changed(user, other, true);
        yield new Added(other.value(), "friends");
      }
      case TOO_MANY ->
          throw RequestRefused.of(
              HttpStatus.CONFLICT,
              "TOO_MANY_FRIENDS",
              "user_id: one of the two has too many friends or open requests");
    };
  }

  /** {@code POST .../accept}: says yes to one who asked; 404 when that one has not. */
  @Post(uris = {"/friend/accept", "/frient/accept"})
  Added accept(Authentication caller, @Body Naming naming) {
    UserId user = new UserId(caller.getName());
    UserId other = other(user, naming);
    if (!available(() -> store.accept(user, other, clock.instant()))) {
      throw notThere("NO_REQUEST", other, "has not asked");
    }
    friendships.changed(user, other, true);
    return new Added(other.value(), "friends");
  }

  /** {@code POST .../reject}: says no to one who asked, who is not told; 204, 404. */
  @Post(uris = {"/friend/reject", "/frient/reject"})
  HttpResponse<?> reject(Authentication caller, @Body Naming naming) {
    UserId user = new UserId(caller.getName());
    UserId other = other(user, naming);
    if (!available(() -> store.reject(user, other))) {
      throw notThere("NO_REQUEST", other, "has not asked");
    }
    return HttpResponse.noContent();
  }

  /** {@code POST .../remove}: ends a friendship, or takes a request back; 204, 404. */
  @Post(uris = {"/friend/remove", "/frient/remove"})
  HttpResponse<?> remove(Authentication caller, @Body Naming naming) {
    UserId user = new UserId(caller.getName());
    UserId other = other(user, naming);
    if (!available(() -> store.remove(user, other))) {
      throw notThere("NO_FRIEND", other, "neither a friend nor asked");
    }
    friendships.changed(user, other, false);
    return HttpResponse.noContent();
  }

  /**
   * {@code GET .../friend}: the caller's friends by name.
   *
   * @param cursor the {@code next} of the page before
   * @param limit 1 to 100, 50 when it is missing
   */
  @Get(uris = {"/friend", "/frient"})
  Friends friends(
      Authentication caller,
      @QueryValue @Nullable String cursor,
      @QueryValue @Nullable String limit) {
    UserId user = new UserId(caller.getName());
    int size = Fields.limit(limit, LIMIT_DEFAULT, LIMIT_MAX);
    UserId after = Fields.namedIfThere("cursor", cursor, UserId::new);
    List<FriendStore.Friend> found = available(() -> store.friends(user, after, size));
    // A full page may be the last one: then the next is empty, which costs one request at most.
    return new Friends(
        found.stream().map(FriendController::body).toList(),
        found.size() < size ? null : found.getLast().user().value());
  }

  /** {@code GET .../requests}: requests that wait, to the caller and by the caller. */
  @Get(uris = {"/friend/requests", "/frient/requests"})
  Waiting requests(Authentication caller) {
    UserId user = new UserId(caller.getName());
    FriendStore.Requests found = available(() -> store.requests(user, config.requestsMax()));
    return new Waiting(
        found.incoming().stream().map(FriendController::body).toList(),
        found.outgoing().stream().map(FriendController::body).toList());
  }

  private static UserId other(UserId user, Naming naming) {
    UserId other = Fields.named("user_id", naming.userId(), UserId::new);
    if (other.equals(user)) {
      throw RequestRefused.malformed("user_id: " + other + " (expected: another user)");
    }
    return other;
  }

  private static FriendBody body(FriendStore.Friend friend) {
    return new FriendBody(friend.user().value(), friend.since().toEpochMilli());
  }

  private static RequestRefused notThere(String code, UserId other, String what) {
    return RequestRefused.of(HttpStatus.NOT_FOUND, code, "user_id: " + other + " (" + what + ")");
  }

  private static <T> T available(Supplier<T> work) {
    try {
      return work.get();
    } catch (FriendsUnavailable e) {
      throw RequestRefused.unavailable("friends cannot be reached now", RETRY_AFTER, e);
    }
  }

  /** What add, accept, reject and remove take: the other user. */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Naming(@Nullable String userId) {}

  /** What add and accept answer: {@code requested} or {@code friends}. */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Added(String userId, String state) {}

  /** A page of friends; {@code next} is null on the last one. */
  @Serdeable(naming = SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Friends(List<FriendBody> friends, @Nullable String next) {}

  /** Requests that wait. */
  @Serdeable(naming = SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Waiting(List<FriendBody> incoming, List<FriendBody> outgoing) {}

  /** The other user, and since when, in milliseconds since 1970. */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record FriendBody(String userId, long since) {}
}
