package org.plumbline.messenger.history.shards.memory;

import java.time.InstantSource;
import org.plumbline.messenger.history.shards.ShardMapStore;
import org.plumbline.messenger.history.shards.ShardMapStoreContract;

class InMemoryShardMapStoreTest implements ShardMapStoreContract {

  private final ShardMapStore maps = new InMemoryShardMapStore(InstantSource.system());

  @Override
  public ShardMapStore maps() {
    return maps;
  }
}
