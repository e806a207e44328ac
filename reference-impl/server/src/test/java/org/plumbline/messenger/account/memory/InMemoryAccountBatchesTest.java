package org.plumbline.messenger.account.memory;

import java.time.InstantSource;
import org.plumbline.messenger.account.AccountBatches;
import org.plumbline.messenger.account.AccountBatchesContract;
import org.plumbline.messenger.account.AccountStore;
import org.plumbline.messenger.account.LoginStore;

class InMemoryAccountBatchesTest implements AccountBatchesContract {

  private final InMemoryAccountStore accounts = new InMemoryAccountStore();
  private final InMemoryLoginStore logins = new InMemoryLoginStore(InstantSource.fixed(NOW));
  private final AccountBatches batches = new InMemoryAccountBatches(accounts, logins);

  @Override
  public AccountBatches batches() {
    return batches;
  }

  @Override
  public AccountStore accounts() {
    return accounts;
  }

  @Override
  public LoginStore logins() {
    return logins;
  }
}
