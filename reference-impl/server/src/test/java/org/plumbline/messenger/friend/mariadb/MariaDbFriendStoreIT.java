package org.plumbline.messenger.friend.mariadb;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.plumbline.messenger.DataServers;
import org.plumbline.messenger.friend.FriendStore;
import org.plumbline.messenger.friend.FriendStoreContract;

class MariaDbFriendStoreIT implements FriendStoreContract {

  private static HikariDataSource pool = new HikariDataSource();

  @BeforeAll
  static void migrate() {
    pool = DataServers.migratedPool();
  }

  @AfterAll
  static void close() {
    pool.close();
  }

  @Override
  public FriendStore store() {
    return new MariaDbFriendStore(pool, FriendStoreContract.config());
  }
}
