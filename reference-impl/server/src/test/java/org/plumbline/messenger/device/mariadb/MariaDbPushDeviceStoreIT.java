package org.plumbline.messenger.device.mariadb;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.plumbline.compose.Topology;
import org.plumbline.messenger.DataServers;
import org.plumbline.messenger.device.DevicesUnavailable;
import org.plumbline.messenger.device.PushDeviceStore;
import org.plumbline.messenger.device.PushDeviceStoreContract;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;

class MariaDbPushDeviceStoreIT implements PushDeviceStoreContract {

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
  public PushDeviceStore store() {
    return new MariaDbPushDeviceStore(pool);
  }

  @Test
  void shouldSayUnavailableWhenPoolIsClosed() {
    HikariDataSource closed = pool();
    closed.close();
    PushDeviceStore store = new MariaDbPushDeviceStore(closed);

    assertThatExceptionOfType(DevicesUnavailable.class)
        .isThrownBy(() -> store.find(new UserId("ann"), new DeviceId("phone")));
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
