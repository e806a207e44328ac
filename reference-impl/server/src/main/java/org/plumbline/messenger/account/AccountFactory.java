package org.plumbline.messenger.account;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;

/** Brings the strong random numbers in. */
@Factory
final class AccountFactory {

  private final SecureRandom random = new SecureRandom();

  @Singleton
  PasswordHasher passwordHasher(PasswordConfig config) {
    return new PasswordHasher(config, random);
  }

  @Singleton
  OpaqueTokens opaqueTokens() {
    return new OpaqueTokens(random);
  }

  @Singleton
  Tickets tickets(
      UpgradeTickets store, OpaqueTokens opaque, LoginConfig config, InstantSource clock) {
    return new Tickets(store, opaque, config.ticketLife(), clock);
  }

  @Singleton
  Accounts accounts(AccountStore store, PasswordHasher hasher, Tokens tokens) {
    return new Accounts(store, hasher, tokens, random);
  }
}
