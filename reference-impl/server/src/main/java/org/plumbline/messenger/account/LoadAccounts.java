package org.plumbline.messenger.account;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.plumbline.messenger.account.LoginStore.Refresh;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;

/**
 * Users for a load, many at once: nobody can log in as one of them by a password. Blocks, for
 * threads that may.
 */
public final class LoadAccounts {

  private final AccountBatches store;
  private final Tokens tokens;
  private final LoginConfig config;
  private final OpaqueTokens opaque;
  private final InstantSource clock;

  LoadAccounts(
      AccountBatches store,
      Tokens tokens,
      LoginConfig config,
      OpaqueTokens opaque,
      InstantSource clock) {
    this.store = store;
    this.tokens = tokens;
    this.config = config;
    this.opaque = opaque;
    this.clock = clock;
  }

  /**
   * Adds these users and logs this device of each in.
   *
   * @return their access tokens in the users' order; empty, and nothing was added, when one of the
   *     names is taken
   * @throws AccountsUnavailable when the store does not answer
   */
  public Optional<List<Opened>> open(List<UserId> users, DeviceId device) {
    Instant now = clock.instant();
    OptionalLong login =
        store.add(
            users.stream()
                .map(user -> new AccountBatches.Added(user, device, lostRefresh(now)))
                .toList(),
            now);
    return login.isEmpty()
        ? Optional.empty()
        : Optional.of(
            users.stream()
                .map(user -> new Opened(user, tokens.issue(user, device, login.getAsLong())))
                .toList());
  }

  /** Of a refresh token that nobody is told: these logins end with their access tokens. */
  private Refresh lostRefresh(Instant now) {
    return new Refresh(
        OpaqueTokens.hexHash(opaque.next()),
        OpaqueTokens.hexHash(opaque.next()),
        now.plus(config.refreshLifetime()));
  }

  /** A user, and the access token of the user's device. */
  public record Opened(UserId user, Tokens.Issued access) {

    @Override
    public String toString() {
      return "Opened[" + user + "]";
    }
  }
}
