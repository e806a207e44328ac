package org.plumbline.messenger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.plumbline.compose.Environment;
import org.plumbline.compose.EnvironmentFailure;
import org.plumbline.compose.EnvironmentPlan;
import org.plumbline.compose.ObjectStoreKeys;
import org.plumbline.compose.Part;
import org.plumbline.compose.Topology;

/**
 * Cassandra, MariaDB, Kafka and an object store for integration tests: real ones, started once for
 * all of them.
 */
public final class DataServers {

  private static @Nullable Environment environment;

  private DataServers() {}

  /** Where they are; they end with this process. */
  public static Topology topology() {
    return environment().topology();
  }

  /** With what requests to the object store are signed. */
  public static ObjectStoreKeys objectStoreKeys() {
    return environment().objectStoreKeys();
  }

  private static synchronized Environment environment() {
    if (environment == null) {
      try {
        environment =
            Environment.start(
                EnvironmentPlan.dataServers(
                    home(), Part.CASSANDRA, Part.MARIADB, Part.KAFKA, Part.S3),
                System.out::println);
      } catch (EnvironmentFailure e) {
        throw new AssertionError("the data servers did not start: " + e.getMessage(), e);
      }
      Environment started = environment;
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(started::close));
    }
    return environment;
  }

  /** A pool over MariaDB with all tables made; the caller closes it. */
  public static HikariDataSource migratedPool() {
    Topology servers = topology();
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(servers.mariadbUrl());
    config.setUsername(servers.mariadbUser());
    config.setPassword(servers.mariadbPassword());
    HikariDataSource pool = new HikariDataSource(config);
    var _ = Flyway.configure().dataSource(pool).load().migrate();
    return pool;
  }

  private static Path home() {
    String given = System.getProperty("plumb.home");
    if (given != null) {
      return Path.of(given);
    }
    return Stream.iterate(Path.of("").toAbsolutePath(), Path::getParent)
        .filter(folder -> Files.isDirectory(folder.resolve("compose/servers")))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("plumb.home: missing (expected: the root)"));
  }
}
