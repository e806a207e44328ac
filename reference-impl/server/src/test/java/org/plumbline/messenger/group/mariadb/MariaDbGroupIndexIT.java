package org.plumbline.messenger.group.mariadb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.plumbline.compose.Topology;
import org.plumbline.messenger.DataServers;
import org.plumbline.messenger.group.GroupIndex;
import org.plumbline.messenger.group.GroupIndexContract;
import org.plumbline.messenger.group.GroupIndexUnavailable;
import org.plumbline.protocol.UserId;

class MariaDbGroupIndexIT implements GroupIndexContract {

  private static HikariDataSource pool = new HikariDataSource();

  @BeforeAll
  static void migrate() {
    pool = pool();
    assertThat(Flyway.configure().dataSource(pool).load().migrate().success).isTrue();
  }

  @AfterAll
  static void close() {
    pool.close();
  }

  @Override
  public GroupIndex index() {
    return new MariaDbGroupIndex(pool);
  }

  @Test
  void shouldSayUnavailableWhenPoolIsClosed() {
    HikariDataSource closed = pool();
    closed.close();
    GroupIndex index = new MariaDbGroupIndex(closed);
    assertThatExceptionOfType(GroupIndexUnavailable.class)
        .isThrownBy(() -> index.groupsOf(new UserId("ann"), null, 1));
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
