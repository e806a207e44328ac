package org.plumbline.messenger.history.shards.mariadb;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.plumbline.compose.Topology;
import org.plumbline.messenger.DataServers;
import org.plumbline.messenger.history.shards.Placement;
import org.plumbline.messenger.history.shards.ShardMapStore;
import org.plumbline.messenger.history.shards.ShardMapStoreContract;
import org.plumbline.messenger.history.shards.ShardMapUnavailable;

class MariaDbShardMapStoreIT implements ShardMapStoreContract {

  private static HikariDataSource pool = new HikariDataSource();

  @BeforeAll
  static void migrate() {
    pool = pool();
    Flyway.configure().dataSource(pool).load().migrate();
  }

  @AfterAll
  static void close() {
    pool.close();
  }

  @Override
  public ShardMapStore maps() {
    return new MariaDbShardMapStore(pool);
  }

  @Test
  void shouldSayUnavailableWhenPoolIsClosed() {
    HikariDataSource closed = pool();
    closed.close();
    ShardMapStore maps = new MariaDbShardMapStore(closed);

    assertThatExceptionOfType(ShardMapUnavailable.class).isThrownBy(() -> maps.load("home"));
    assertThatExceptionOfType(ShardMapUnavailable.class)
        .isThrownBy(() -> maps.replace("home", Placement.first(0, "home")));
    assertThatExceptionOfType(ShardMapUnavailable.class).isThrownBy(() -> maps.create("home", 2));
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
