package org.plumbline.messenger.account.memory;

import java.time.InstantSource;
import org.plumbline.messenger.account.LoginStore;
import org.plumbline.messenger.account.LoginStoreContract;

class InMemoryLoginStoreTest implements LoginStoreContract {

  private final LoginStore store = new InMemoryLoginStore(InstantSource.fixed(NOW));

  @Override
  public LoginStore store() {
    return store;
  }
}
