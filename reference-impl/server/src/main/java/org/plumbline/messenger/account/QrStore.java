package org.plumbline.messenger.account;

import java.time.Duration;
import java.util.Optional;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;

/**
 * Logins by QR code that are under way: made, scanned by a device, approved by the same, claimed
 * once. Every step is atomic. Every method blocks and may throw {@link AccountsUnavailable}. The
 * adapters are safe to share between threads and nodes.
 */
public interface QrStore {

  /** Begins a login that ends by itself after this time, however far it came. */
  void open(String id, String secretHash, Requester requester, Duration life);

  /**
   * The device looks at what is asked for; the first one that does is the only one that may
   * approve. Empty when there is no such login, or another device scanned it.
   */
  Optional<Requester> scan(String id, UserId user, DeviceId device);

  /** The device that scanned it says yes; false when it did not scan it. */
  boolean approve(String id, UserId user, DeviceId device);

  /** Who showed the code asks how far it is; when approved, the login is over with this answer. */
  Claim claim(String id, String secretHash);

  /** Who asks to be logged in, as far as that can be told. */
  record Requester(String address, String userAgent) {}

  /** How far a login is. */
  sealed interface Claim {
    /** Not approved yet. */
    record Waiting(boolean scanned) implements Claim {}

    /** Approved by this user. */
    record Approved(UserId user) implements Claim {}

    /** There is no such login: it ran out, was claimed, or the secret is another one. */
    record Gone() implements Claim {}
  }
}
