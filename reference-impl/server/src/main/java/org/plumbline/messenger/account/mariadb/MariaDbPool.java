package org.plumbline.messenger.account.mariadb;

import com.zaxxer.hikari.HikariConfig;
import io.micronaut.configuration.jdbc.hikari.DatasourceConfiguration;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Bounds for the pool, where the settings leave its own: a caller waits seconds and not half a
 * minute, and a node may start a little before its database.
 */
@Singleton
final class MariaDbPool implements BeanCreatedEventListener<DatasourceConfiguration> {

  private static final Duration POOL_DEFAULT_WAIT = Duration.ofSeconds(30);
  private static final Duration CONNECTION_WAIT = Duration.ofSeconds(3);
  private static final Duration START_WAIT = Duration.ofSeconds(60);

  @Override
  public DatasourceConfiguration onCreated(BeanCreatedEvent<DatasourceConfiguration> event) {
    DatasourceConfiguration pool = event.getBean();
    HikariConfig untouched = new HikariConfig();
    if (pool.getConnectionTimeout() == POOL_DEFAULT_WAIT.toMillis()) {
      pool.setConnectionTimeout(CONNECTION_WAIT.toMillis());
    }
    if (pool.getInitializationFailTimeout() == untouched.getInitializationFailTimeout()) {
      pool.setInitializationFailTimeout(START_WAIT.toMillis());
    }
    // Without it a connection whose server went silent would hold its caller for good.
    pool.getDataSourceProperties().putIfAbsent("socketTimeout", "5000");
    pool.getDataSourceProperties().putIfAbsent("connectTimeout", "3000");
    return pool;
  }
}
