package org.plumbline.messenger.account;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.security.SecureRandom;

/** Brings the strong random numbers in. */
@Factory
final class AccountFactory {

  private final SecureRandom random = new SecureRandom();

  @Singleton
  PasswordHasher passwordHasher(PasswordConfig config) {
    return new PasswordHasher(config, random);
  }

  @Singleton
  Accounts accounts(AccountStore store, PasswordHasher hasher, Tokens tokens) {
    return new Accounts(store, hasher, tokens, random);
  }
}
