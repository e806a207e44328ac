package org.plumbline.messenger.account;

import java.time.Duration;
import java.util.Optional;
import org.plumbline.protocol.UserId;

/**
 * The codes that count now, one for each user, as keyed hashes. Every method blocks and may throw
 * {@link AccountsUnavailable}. The adapters are safe to share between threads and nodes.
 */
public interface CodeStore {

  /**
   * Keeps a code in place of the user's former one.
   *
   * @return how long to wait when the user has had too many codes lately: then nothing changed
   */
  Optional<Duration> keep(UserId user, String hash);

  /** Whether this is the user's code. A right one counts once, and so many wrong ones end it. */
  boolean spend(UserId user, String hash);
}
