package org.plumbline.messenger.account.mariadb;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.plumbline.messenger.DataServers;
import org.plumbline.messenger.account.LoginStore;
import org.plumbline.messenger.account.LoginStoreContract;

class MariaDbLoginStoreIT implements LoginStoreContract {

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
  public LoginStore store() {
    return new MariaDbLoginStore(pool);
  }
}
