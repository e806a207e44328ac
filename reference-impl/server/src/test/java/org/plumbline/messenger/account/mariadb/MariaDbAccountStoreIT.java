package org.plumbline.messenger.account.mariadb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.plumbline.compose.Topology;
import org.plumbline.messenger.DataServers;
import org.plumbline.messenger.account.AccountStore;
import org.plumbline.messenger.account.AccountStoreContract;
import org.plumbline.messenger.account.AccountsUnavailable;
import org.plumbline.protocol.UserId;

class MariaDbAccountStoreIT implements AccountStoreContract {

  private static HikariDataSource pool = new HikariDataSource();

  @BeforeAll
  static void migrate() throws Exception {
    pool = pool();
    List<Callable<Boolean>> nodes = new ArrayList<>();
    for (int node = 0; node < 2; node++) {
      nodes.add(() -> Flyway.configure().dataSource(pool).load().migrate().success);
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> node : threads.invokeAll(nodes)) {
        assertThat(node.get()).as("two nodes may migrate at once").isTrue();
      }
    }
  }

  @AfterAll
  static void close() {
    pool.close();
  }

  @Override
  public AccountStore store() {
    return new MariaDbAccountStore(pool);
  }

  @Test
  void shouldSayUnavailableWhenPoolIsClosed() {
    HikariDataSource closed = pool();
    closed.close();
    AccountStore store = new MariaDbAccountStore(closed);

    assertThatExceptionOfType(AccountsUnavailable.class)
        .isThrownBy(() -> store.find(new UserId("ann")));
  }

  @Test
  void shouldNameSettingWhenThereIsNoDataSource() {
    assertThatIllegalStateException()
        .isThrownBy(() -> new MariaDbAccountStore(null))
        .withMessageStartingWith("datasources.default.url: missing")
        .withMessageContaining("DATASOURCES_DEFAULT_URL");
  }

  private static HikariDataSource pool() {
    Topology servers = DataServers.topology();
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(servers.mariadbUrl());
    config.setUsername(servers.mariadbUser());
    config.setPassword(servers.mariadbPassword());
    return new HikariDataSource(config);
  }
}
