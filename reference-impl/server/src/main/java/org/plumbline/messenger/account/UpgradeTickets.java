package org.plumbline.messenger.account;

import java.time.Duration;
import java.util.Optional;

/**
 * Tickets for the upgrade of those who cannot set a header there, a browser's page above all. A
 * ticket stands in a URL, which others may write down: so it is good for one upgrade within
 * seconds, and for nothing else. Every method blocks and may throw {@link AccountsUnavailable}. The
 * adapters are safe to share between threads and keep the ticket's hash alone.
 */
public interface UpgradeTickets {

  /** Keeps the ticket for its holder until it is taken or its life is over. */
  void put(String ticket, Identity holder, Duration life);

  /** Whose ticket it is; of several who take it at once exactly one gets it. */
  Optional<Identity> take(String ticket);
}
