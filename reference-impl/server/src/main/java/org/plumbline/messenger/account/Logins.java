package org.plumbline.messenger.account;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.account.LoginStore.Refresh;
import org.plumbline.messenger.account.LoginStore.Rotation;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A device's login from its begin to its end. It begins with a proof of who the user is, which is
 * not this class's business; it goes on as long as its refresh tokens are changed in time, each for
 * the next; it ends by logout, by revocation, or because a refresh token was shown twice (RFC 9700
 * section 4.14.2). Blocks, for virtual threads.
 */
final class Logins {

  private static final Logger LOG = LoggerFactory.getLogger(Logins.class);
  private static final int DEVICE_ID_BYTES = 12;
  private static final int FAMILY_BYTES = 16;
  private static final int REFRESH_LENGTH_MAX = 128;
  private static final String SEPARATOR = ".";

  private final LoginStore store;
  private final Tokens tokens;
  private final Revocations revocations;
  private final LoginEnds ends;
  private final LoginConfig config;
  private final OpaqueTokens opaque;
  private final RandomGenerator random;
  private final InstantSource clock;

  Logins(
      LoginStore store,
      Tokens tokens,
      Revocations revocations,
      LoginEnds ends,
      LoginConfig config,
      RandomGenerator random,
      InstantSource clock) {
    this.store = store;
    this.tokens = tokens;
    this.revocations = revocations;
    this.ends = ends;
    this.config = config;
    this.opaque = new OpaqueTokens(random);
    this.random = random;
    this.clock = clock;
  }

  /**
   * Logs a device of this user in.
   *
   * @param named the device's name; a new one is made when it is null
   */
  Session begin(UserId user, @Nullable DeviceId named) {
    DeviceId device = named == null ? newDevice() : named;
    String family = opaque.next(FAMILY_BYTES);
    String secret = opaque.next();
    Instant now = clock.instant();
    Refresh refresh = refresh(family, secret, now);
    long login = store.begin(user, device, refresh, now);
    List<Login> devices = store.of(user, now, config.devicesMax() + 1);
    if (devices.size() > config.devicesMax()) {
      var _ = end(user, devices.getLast().device());
    }
    return session(user, device, login, family + SEPARATOR + secret, refresh.expiry());
  }

  /** New tokens for a refresh token that was not used before; empty for any other. */
  Optional<Session> refresh(String token) {
    int at = token.indexOf(SEPARATOR);
    if (at <= 0 || token.length() > REFRESH_LENGTH_MAX) {
      return Optional.empty();
    }
    String family = token.substring(0, at);
    String secret = opaque.next();
    Instant now = clock.instant();
    Refresh next = refresh(family, secret, now);
    return switch (store.rotate(OpaqueTokens.hexHash(token.substring(at + 1)), next, now)) {
      case Rotation.Rotated(UserId user, DeviceId device, long login) ->
          Optional.of(session(user, device, login, family + SEPARATOR + secret, next.expiry()));
      case Rotation.Replayed(EndedLogin ended) -> {
        LOG.warn("a refresh token of {} was shown twice: the login is ended", ended.device());
        close(ended);
        yield Optional.empty();
      }
      case Rotation.Unknown _ -> Optional.empty();
    };
  }

  /**
   * Ends the device's login: its refresh token at once, its access tokens here at once and on other
   * nodes within {@link LoginConfig#revocationEvery()}, its session wherever it is.
   *
   * @return false when the device is not logged in
   */
  boolean end(UserId user, DeviceId device) {
    Optional<EndedLogin> ended = store.end(user, device);
    ended.ifPresent(this::close);
    return ended.isPresent();
  }

  private void close(EndedLogin ended) {
    var _ = revocations.note(ended);
    ends.endedByThisNode(ended);
  }

  /** The user's devices that are logged in, the one used last first. */
  List<Login> of(UserId user) {
    return store.of(user, clock.instant(), config.devicesMax());
  }

  private Refresh refresh(String family, String secret, Instant now) {
    return new Refresh(
        OpaqueTokens.hexHash(family),
        OpaqueTokens.hexHash(secret),
        now.plus(config.refreshLifetime()));
  }

  private Session session(
      UserId user, DeviceId device, long login, String refreshToken, Instant refreshExpiry) {
    return new Session(
        user,
        device,
        tokens.issue(user, device, login),
        refreshToken,
        refreshExpiry.getEpochSecond());
  }

  private DeviceId newDevice() {
    byte[] bytes = new byte[DEVICE_ID_BYTES];
    random.nextBytes(bytes);
    return new DeviceId("dev-" + HexFormat.of().formatHex(bytes));
  }

  /** What a device gets; the expiry in seconds since 1970. */
  record Session(
      UserId user,
      DeviceId device,
      Tokens.Issued access,
      String refreshToken,
      long refreshExpirySeconds) {

    @Override
    public String toString() {
      return "Session[" + device + "]";
    }
  }
}
