package org.plumbline.messenger.account.mariadb;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.DataServers;
import org.plumbline.messenger.account.AccountBatches;
import org.plumbline.messenger.account.AccountBatchesContract;
import org.plumbline.messenger.account.AccountStore;
import org.plumbline.messenger.account.AccountsUnavailable;
import org.plumbline.messenger.account.LoginStore;

class MariaDbAccountBatchesIT implements AccountBatchesContract {

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
  public AccountBatches batches() {
    return new MariaDbAccountBatches(pool);
  }

  @Override
  public AccountStore accounts() {
    return new MariaDbAccountStore(pool);
  }

  @Override
  public LoginStore logins() {
    return new MariaDbLoginStore(pool);
  }

  @Test
  void shouldSayUnavailableWhenPoolIsClosed() {
    HikariDataSource closed = DataServers.migratedPool();
    closed.close();

    assertThatExceptionOfType(AccountsUnavailable.class)
        .isThrownBy(() -> new MariaDbAccountBatches(closed).add(List.of(), NOW));
  }
}
