package org.plumbline.messenger.account.memory;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.plumbline.messenger.account.Account;
import org.plumbline.messenger.account.AccountBatches;

/** Accounts and logins in the maps of the other two stores. */
@Singleton
@Requires(property = "messenger.servers", value = "memory")
public final class InMemoryAccountBatches implements AccountBatches {

  private final InMemoryAccountStore accounts;
  private final InMemoryLoginStore logins;

  public InMemoryAccountBatches(InMemoryAccountStore accounts, InMemoryLoginStore logins) {
    this.accounts = accounts;
    this.logins = logins;
  }

  @Override
  public OptionalLong add(List<Added> added, Instant now) {
    return accounts.createAll(added.stream().map(each -> new Account(each.user(), "")).toList())
        ? OptionalLong.of(logins.beginAll(added, now))
        : OptionalLong.empty();
  }
}
