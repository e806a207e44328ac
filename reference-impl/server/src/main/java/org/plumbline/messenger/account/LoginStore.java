package org.plumbline.messenger.account;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;

/**
 * The logins of all devices, at most one for each. Every method blocks and may throw {@link
 * AccountsUnavailable}. The adapters are safe to share between threads and nodes.
 */
public interface LoginStore {

  /**
   * Begins a login in place of the device's former one, whose refresh tokens are then unknown.
   *
   * @return the login's number, greater than that of any former login of this device
   */
  long begin(UserId user, DeviceId device, Refresh refresh, Instant now);

  /**
   * Changes the login's refresh token for the next one. Of several who show the same token at once
   * exactly one gets {@link Rotation.Rotated}. A token of the family that is not its last one was
   * used before: then it, or a later one, is in two hands, and the login is ended.
   *
   * @param shownHash of the token that was shown
   * @param next of the same family
   */
  Rotation rotate(String shownHash, Refresh next, Instant now);

  /** Ends the device's login, if it has one, and records that its access tokens count no more. */
  Optional<EndedLogin> end(UserId user, DeviceId device);

  /** The user's devices that are logged in, the one used last first, at most so many. */
  List<Login> of(UserId user, Instant now, int limit);

  /**
   * Logins whose end was recorded within this time, by their ids, and with an id greater than the
   * one given.
   */
  List<EndedLogin> endedWithin(Duration past, long afterId, int limit);

  /** Forgets logins that have run out and ends that were recorded longer ago than this. */
  void prune(Instant now, Duration endedKept);

  /**
   * What is kept of a login's refresh token.
   *
   * @param familyHash SHA-256 in hexadecimal digits, of what all tokens of the login begin with
   * @param secretHash the same of the rest of the last token
   */
  record Refresh(String familyHash, String secretHash, Instant expiry) {}

  /** What became of a refresh token that was shown. */
  sealed interface Rotation {

    /** It was the last one, and is so no more. */
    record Rotated(UserId user, DeviceId device, long login) implements Rotation {}

    /** It had been used before; its login is ended now. */
    record Replayed(EndedLogin ended) implements Rotation {}

    /** There is no such login, or it has run out. */
    record Unknown() implements Rotation {}
  }
}
