package org.plumbline.messenger.account;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.account.QrStore.Claim;
import org.plumbline.messenger.account.QrStore.Requester;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;

/**
 * Login by a QR code. The code holds an id of 128 random bits, which anyone may see who looks at
 * the screen; the tokens go only to who also knows the secret, and that never leaves the device
 * which shows the code. Blocks, for virtual threads.
 */
final class QrLogins {

  private static final int ID_BYTES = 16;
  private static final int FIELD_LENGTH_MAX = 64;
  private static final int AGENT_LENGTH_MAX = 200;

  private final QrStore store;
  private final QrConfig config;
  private final Logins logins;
  private final OpaqueTokens random;

  QrLogins(QrStore store, QrConfig config, Logins logins, OpaqueTokens random) {
    this.store = store;
    this.config = config;
    this.logins = logins;
    this.random = random;
  }

  /** Begins a login for who asks from this address. */
  Generated generate(String address, String userAgent) {
    String id = random.next(ID_BYTES);
    String secret = random.next();
    store.open(
        id,
        OpaqueTokens.hexHash(secret),
        new Requester(address, printable(userAgent)),
        config.life());
    return new Generated(id, secret, config.life());
  }

  // A stranger chose these characters, and another one's device shows them.
  private static String printable(String userAgent) {
    String kept = userAgent.replaceAll("[^\\x20-\\x7e]", "?");
    return kept.length() <= AGENT_LENGTH_MAX ? kept : kept.substring(0, AGENT_LENGTH_MAX);
  }

  Optional<Requester> scan(String id, Identity by) {
    return isReadable(id) ? store.scan(id, by.user(), by.device()) : Optional.empty();
  }

  boolean approve(String id, Identity by) {
    return isReadable(id) && store.approve(id, by.user(), by.device());
  }

  /** How far the login is. */
  Progress claim(String id, String secret, @Nullable DeviceId device) {
    if (!isReadable(id) || !isReadable(secret)) {
      return new Progress.Gone();
    }
    return switch (store.claim(id, OpaqueTokens.hexHash(secret))) {
      case Claim.Waiting(boolean scanned) -> new Progress.Waiting(scanned);
      case Claim.Approved(UserId user) -> new Progress.LoggedIn(logins.begin(user, device));
      case Claim.Gone _ -> new Progress.Gone();
    };
  }

  private static boolean isReadable(String field) {
    return !field.isEmpty() && field.length() <= FIELD_LENGTH_MAX;
  }

  /** What the showing device needs. */
  record Generated(String id, String secret, Duration life) {

    @Override
    public String toString() {
      return "Generated[" + life + "]";
    }
  }

  /** How far a login is. */
  sealed interface Progress {
    /** Not approved yet. */
    record Waiting(boolean scanned) implements Progress {}

    /** Done. */
    record LoggedIn(Logins.Session session) implements Progress {}

    /** Over, or never there. */
    record Gone() implements Progress {}
  }
}
