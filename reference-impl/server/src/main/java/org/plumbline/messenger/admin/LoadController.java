package org.plumbline.messenger.admin;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.account.AccountsUnavailable;
import org.plumbline.messenger.account.LoadAccounts;
import org.plumbline.messenger.friend.FriendsUnavailable;
import org.plumbline.messenger.friend.Friendships;
import org.plumbline.messenger.friend.Pair;
import org.plumbline.messenger.http.Fields;
import org.plumbline.messenger.http.RequestRefused;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;

/**
 * {@code POST /admin/v1/accounts} and {@code POST /admin/v1/friends}: users and friendships for a
 * load, many at once, with the operator's secret in {@code X-Admin-Token}. A hundred thousand
 * sockets need as many users, and each password would cost tens of milliseconds of a core. There
 * only where {@code messenger.admin.load-accounts} is true.
 */
@SecurityRequirement(name = OperatorFilter.SECRET)
@Controller("/admin/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
@Requires(property = "messenger.admin.load-accounts", value = "true")
final class LoadController {

  private static final int AT_ONCE_MAX = 1_000;
  private static final int NUMBER_MAX = 999_999_999;

  private final LoadAccounts accounts;
  private final Friendships friendships;

  LoadController(LoadAccounts accounts, Friendships friendships) {
    this.accounts = accounts;
    this.friendships = friendships;
  }

  /**
   * {@code POST /admin/v1/accounts}: makes users {@code prefix-from} and on, who have no password,
   * and logs the device of each in. All or, with 409 when one of the names is taken, none.
   */
  @Post("/accounts")
  Opened makeAccounts(@Body Opening opening) {
    int from = within("from", opening.from(), 0, NUMBER_MAX);
    int count = within("count", opening.count(), 1, AT_ONCE_MAX);
    String prefix = Fields.named("prefix", opening.prefix(), name -> name);
    DeviceId device = Fields.named("device_id", opening.deviceId(), DeviceId::new);
    List<UserId> users =
        IntStream.range(from, from + count)
            .mapToObj(number -> Fields.named("prefix", prefix + "-" + number, UserId::new))
            .toList();
    try {
      return new Opened(
          accounts
              .open(users, device)
              .orElseThrow(
                  () ->
                      RequestRefused.of(
                          HttpStatus.CONFLICT,
                          "USER_ID_TAKEN",
                          "prefix, from, count: one of the users is there already"))
              .stream()
              .map(
                  account ->
                      new Account(
                          account.user().value(),
                          account.access().token(),
                          account.access().expiryEpochSeconds()))
              .toList());
    } catch (AccountsUnavailable e) {
      throw RequestRefused.unavailable(
          "accounts cannot be reached now", AdminConfig.RETRY_AFTER, e);
    }
  }

  /**
   * {@code POST /admin/v1/friends}: makes the two of each pair friends, without a word of theirs
   * and past the bounds for friends. Names that nobody has are taken too.
   */
  @Post("/friends")
  Befriended makeFriends(@Body Friends friends) {
    List<Pair> pairs = pairs(friends.pairs());
    try {
      friendships.befriend(pairs);
    } catch (FriendsUnavailable e) {
      throw RequestRefused.unavailable("friends cannot be reached now", AdminConfig.RETRY_AFTER, e);
    }
    return new Befriended(pairs.size());
  }

  private static List<Pair> pairs(@Nullable List<@Nullable List<@Nullable String>> given) {
    if (given == null || given.isEmpty() || given.size() > AT_ONCE_MAX) {
      throw RequestRefused.malformed(
          "pairs: "
              + (given == null ? "missing" : given.size())
              + " (expected: 1 to "
              + AT_ONCE_MAX
              + " of them)");
    }
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      String field = "pairs[" + i + "]";
      List<@Nullable String> names = given.get(i);
      if (names == null || names.size() != 2) {
        throw RequestRefused.malformed(
            field + ": " + (names == null ? "missing" : names.size()) + " (expected: two names)");
      }
      UserId one = Fields.named(field, names.getFirst(), UserId::new);
      UserId other = Fields.named(field, names.getLast(), UserId::new);
      if (one.equals(other)) {
        throw RequestRefused.malformed(field + ": " + one + " twice (expected: two users)");
      }
      pairs.add(Pair.of(one, other));
    }
    return pairs;
  }

  private static int within(String field, @Nullable Integer value, int least, int most) {
    if (value == null || value < least || value > most) {
      throw RequestRefused.malformed(
          field
              + ": "
              + (value == null ? "missing" : value)
              + " (expected: "
              + least
              + " to "
              + most
              + ")");
    }
    return value;
  }

  /**
   * Which users to make.
   *
   * @param from the first one's number, 0 to 999,999,999
   * @param count how many, 1 to 1,000
   * @param deviceId the device of each that is logged in
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Opening(
      @Nullable String prefix,
      @Nullable Integer from,
      @Nullable Integer count,
      @Nullable String deviceId) {}

  /** The users that were made, by their numbers. */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Opened(List<Account> accounts) {}

  /**
   * One user.
   *
   * @param token the device's access token
   * @param expiryTime when it ends, in seconds since 1970
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Account(String userId, String token, long expiryTime) {

    @Override
    public String toString() {
      return "Account[" + userId + "]";
    }
  }

  /**
   * Who shall be friends.
   *
   * @param pairs 1 to 1,000, each of two users' names
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Friends(@Nullable List<@Nullable List<@Nullable String>> pairs) {}

  /** How many pairs are friends now. */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Befriended(int pairs) {}
}
