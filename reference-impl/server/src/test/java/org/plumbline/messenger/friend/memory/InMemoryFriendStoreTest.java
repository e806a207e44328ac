package org.plumbline.messenger.friend.memory;

import org.plumbline.messenger.friend.FriendStore;
import org.plumbline.messenger.friend.FriendStoreContract;

class InMemoryFriendStoreTest implements FriendStoreContract {

  private final FriendStore store = new InMemoryFriendStore(FriendStoreContract.config());

  @Override
  public FriendStore store() {
    return store;
  }
}
