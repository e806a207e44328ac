package org.plumbline.messenger.account.memory;

import org.plumbline.messenger.account.AccountStore;
import org.plumbline.messenger.account.AccountStoreContract;

class InMemoryAccountStoreTest implements AccountStoreContract {

  private final AccountStore store = new InMemoryAccountStore();

  @Override
  public AccountStore store() {
    return store;
  }
}
