package org.plumbline.messenger.account.memory;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.plumbline.messenger.account.Account;
import org.plumbline.messenger.account.AccountStore;
import org.plumbline.protocol.UserId;

/** Accounts in a map. */
@Singleton
@Requires(property = "messenger.servers", value = "memory")
public final class InMemoryAccountStore implements AccountStore {

  private final Map<UserId, Account> accounts = new ConcurrentHashMap<>();

  @Override
  public boolean create(Account account) {
    return accounts.putIfAbsent(account.user(), account) == null;
  }

  @Override
  public Optional<Account> find(UserId user) {
    return Optional.ofNullable(accounts.get(user));
  }
}
