package org.plumbline.messenger.account.memory;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.plumbline.messenger.account.Account;
import org.plumbline.messenger.account.AccountStore;
import org.plumbline.protocol.UserId;

/** Accounts in a map. */
@Singleton
@Requires(property = "messenger.servers", value = "memory")
public final class InMemoryAccountStore implements AccountStore {

  private final Map<UserId, Account> accounts = new HashMap<>();

  @Override
  public synchronized boolean create(Account account) {
    return accounts.putIfAbsent(account.user(), account) == null;
  }

  /** Adds all, or none when one of the names is taken. */
  synchronized boolean createAll(List<Account> all) {
    Set<UserId> users = all.stream().map(Account::user).collect(Collectors.toSet());
    if (users.size() < all.size() || users.stream().anyMatch(accounts::containsKey)) {
      return false;
    }
    all.forEach(account -> accounts.put(account.user(), account));
    return true;
  }

  @Override
  public synchronized Optional<Account> find(UserId user) {
    return Optional.ofNullable(accounts.get(user));
  }
}
