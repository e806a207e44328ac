package org.plumbline.messenger.account.memory;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.plumbline.messenger.account.Identity;
import org.plumbline.messenger.account.OpaqueTokens;
import org.plumbline.messenger.account.UpgradeTickets;

/** Tickets in a map. */
@Singleton
@Requires(property = "messenger.servers", value = "memory")
public final class InMemoryUpgradeTickets implements UpgradeTickets {

  private record Kept(Identity holder, Instant until) {}

  private final Map<String, Kept> tickets = new ConcurrentHashMap<>();
  private final InstantSource clock;

  public InMemoryUpgradeTickets(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public void put(String ticket, Identity holder, Duration life) {
    Instant now = clock.instant();
    tickets.values().removeIf(kept -> !now.isBefore(kept.until()));
    tickets.put(OpaqueTokens.hexHash(ticket), new Kept(holder, now.plus(life)));
  }

  @Override
  public Optional<Identity> take(String ticket) {
    return Optional.ofNullable(tickets.remove(OpaqueTokens.hexHash(ticket)))
        .filter(kept -> clock.instant().isBefore(kept.until()))
        .map(Kept::holder);
  }
}
