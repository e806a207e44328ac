package org.plumbline.messenger.media.mariadb;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.plumbline.compose.Topology;
import org.plumbline.messenger.DataServers;
import org.plumbline.messenger.media.MediaRecords;
import org.plumbline.messenger.media.MediaRecordsContract;
import org.plumbline.messenger.media.MediaUnavailable;
import org.plumbline.messenger.media.SomeMedia;

class MariaDbMediaRecordsIT implements MediaRecordsContract {

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
  public MediaRecords records() {
    return new MariaDbMediaRecords(pool);
  }

  @Test
  void shouldSayUnavailableWhenPoolIsClosed() {
    HikariDataSource closed = pool();
    closed.close();
    MediaRecords records = new MariaDbMediaRecords(closed);
    assertThatExceptionOfType(MediaUnavailable.class)
        .isThrownBy(() -> records.unreferredOf(SomeMedia.someone()));
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
