package org.plumbline.messenger.account;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;

/** Brings the strong random numbers in. */
@Factory
final class AccountFactory {

  private final SecureRandom random = new SecureRandom();

  @Singleton
  PasswordHasher passwordHasher(PasswordConfig config) {
    return new PasswordHasher(config, random);
  }

  @Singleton
  Accounts accounts(AccountStore store, PasswordHasher hasher) {
    return new Accounts(store, hasher);
  }

  @Singleton
  Revocations revocations(
      LoginStore store,
      LoginConfig config,
      TokenConfig tokens,
      InstantSource clock,
      MeterRegistry meters) {
    return new Revocations(store, config, tokens.lifetime(), clock, meters);
  }

  @Singleton
  Logins logins(
      LoginStore store,
      Tokens tokens,
      Revocations revocations,
      List<LoginEnds> ends,
      LoginConfig config,
      InstantSource clock) {
    return new Logins(store, tokens, revocations, LoginEnds.all(ends), config, random, clock);
  }

  @Singleton
  LoadAccounts loadAccounts(
      AccountBatches store, Tokens tokens, LoginConfig config, InstantSource clock) {
    return new LoadAccounts(store, tokens, config, new OpaqueTokens(random), clock);
  }

  @Singleton
  Tickets tickets(
      UpgradeTickets store, LoginConfig config, InstantSource clock, Revocations revocations) {
    return new Tickets(store, new OpaqueTokens(random), config.ticketLife(), clock, revocations);
  }

  @Singleton
  Codes codes(
      CodeStore store, CodeSender sender, Accounts accounts, CodeConfig config, Tokens tokens) {
    return new Codes(
        store, sender, accounts, config, tokens.derivedKey("verification code"), random);
  }

  @Singleton
  QrLogins qrLogins(QrStore store, QrConfig config, Logins logins) {
    return new QrLogins(store, config, logins, new OpaqueTokens(random));
  }
}
