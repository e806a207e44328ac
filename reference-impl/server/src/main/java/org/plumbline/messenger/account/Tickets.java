package org.plumbline.messenger.account;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Gives and redeems tickets for the upgrade. A ticket carries the identity of the access token it
 * was asked for with, its end included: it prolongs nothing. Blocks, for virtual threads.
 */
public final class Tickets {

  /** Longer than any ticket of ours; what is longer is not looked up at all. */
  private static final int TICKET_LENGTH_MAX = 64;

  private final UpgradeTickets store;
  private final OpaqueTokens random;
  private final Duration life;
  private final InstantSource clock;
  private final Revocations revocations;

  Tickets(
      UpgradeTickets store,
      OpaqueTokens random,
      Duration life,
      InstantSource clock,
      Revocations revocations) {
    this.store = store;
    this.random = random;
    this.life = life;
    this.clock = clock;
    this.revocations = revocations;
  }

  /** A ticket for one upgrade. */
  Issued issue(Identity holder) {
    String ticket = random.next();
    store.put(ticket, holder, life);
    return new Issued(ticket, life.toSeconds());
  }

  /**
   * Whose ticket it was, once; empty when there is none such, or its token or its login has ended
   * since.
   */
  public Optional<Identity> redeem(String ticket) {
    if (ticket.isEmpty() || ticket.length() > TICKET_LENGTH_MAX) {
      return Optional.empty();
    }
    return store
        .take(ticket)
        .filter(holder -> !holder.isExpiredAt(clock.instant()) && !revocations.isEnded(holder));
  }

  /** A ticket and how many seconds it is good for. */
  record Issued(String ticket, long expiresInSeconds) {

    @Override
    public String toString() {
      return "Issued[" + expiresInSeconds + " s]";
    }
  }
}
