package org.plumbline.messenger.history.cassandra;

import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.config.ProgrammaticDriverConfigLoaderBuilder;
import io.micronaut.core.type.Argument;
import io.micronaut.core.value.PropertyResolver;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The driver's settings: our defaults, then whatever stands under {@code cassandra.default.}, with
 * the driver's own names ({@code cassandra.default.basic.request.timeout}). They are the keys of
 * the Micronaut Cassandra module, so that the module can take this place.
 */
final class DriverSettings {

  static final String PREFIX = "cassandra.default.";

  private static final Set<DefaultDriverOption> LISTS =
      Set.of(
          DefaultDriverOption.CONTACT_POINTS,
          DefaultDriverOption.METRICS_SESSION_ENABLED,
          DefaultDriverOption.METRICS_NODE_ENABLED,
          DefaultDriverOption.METADATA_SCHEMA_REFRESHED_KEYSPACES,
          DefaultDriverOption.REQUEST_TRACKER_CLASSES,
          DefaultDriverOption.SSL_CIPHER_SUITES);

  private DriverSettings() {}

  static DriverConfigLoader loader(PropertyResolver properties) {
    Map<DefaultDriverOption, String> values = defaults();
    Map<DefaultDriverOption, List<String>> lists = listDefaults();
    for (DefaultDriverOption option : DefaultDriverOption.values()) {
      String key = PREFIX + option.getPath();
      if (LISTS.contains(option)) {
        // From an environment variable a list comes as one text with commas; Micronaut splits it.
        properties
            .getProperty(key, Argument.listOf(String.class))
            .ifPresent(list -> lists.put(option, list));
      } else {
        properties.getProperty(key, String.class).ifPresent(value -> values.put(option, value));
      }
    }
    ProgrammaticDriverConfigLoaderBuilder builder = DriverConfigLoader.programmaticBuilder();
    values.forEach(builder::withString);
    lists.forEach(builder::withStringList);
    return builder.build();
  }

  private static Map<DefaultDriverOption, String> defaults() {
    Map<DefaultDriverOption, String> values = new EnumMap<>(DefaultDriverOption.class);
    values.put(DefaultDriverOption.LOAD_BALANCING_LOCAL_DATACENTER, "datacenter1");
    values.put(DefaultDriverOption.REQUEST_CONSISTENCY, "LOCAL_QUORUM");
    values.put(DefaultDriverOption.REQUEST_TIMEOUT, "3 seconds");
    // Every statement here may be repeated: see the package's comment.
    values.put(DefaultDriverOption.REQUEST_DEFAULT_IDEMPOTENCE, "true");
    values.put(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, "10 seconds");
    values.put(DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT, "10 seconds");
    values.put(DefaultDriverOption.RECONNECTION_BASE_DELAY, "200 milliseconds");
    values.put(DefaultDriverOption.RECONNECTION_MAX_DELAY, "1 second");
    // A connection whose server fell silent is given up within seconds, not after minutes.
    values.put(DefaultDriverOption.HEARTBEAT_INTERVAL, "5 seconds");
    values.put(DefaultDriverOption.HEARTBEAT_TIMEOUT, "3 seconds");
    values.put(DefaultDriverOption.NETTY_IO_SIZE, "2");
    values.put(DefaultDriverOption.NETTY_ADMIN_SIZE, "1");
    // Nothing is asked of it any more when it is closed: its default waits two seconds for that.
    values.put(DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD, "0");
    values.put(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD, "0");
    values.put(DefaultDriverOption.METRICS_FACTORY_CLASS, "MicrometerMetricsFactory");
    values.put(DefaultDriverOption.METRICS_ID_GENERATOR_CLASS, "TaggingMetricIdGenerator");
    values.put(DefaultDriverOption.METRICS_ID_GENERATOR_PREFIX, "cassandra");
    values.put(DefaultDriverOption.SESSION_NAME, "messenger");
    return values;
  }

  private static Map<DefaultDriverOption, List<String>> listDefaults() {
    Map<DefaultDriverOption, List<String>> lists = new EnumMap<>(DefaultDriverOption.class);
    lists.put(DefaultDriverOption.CONTACT_POINTS, List.of("127.0.0.1:9042"));
    lists.put(
        DefaultDriverOption.METRICS_SESSION_ENABLED,
        List.of("cql-requests", "cql-client-timeouts", "bytes-sent", "bytes-received"));
    lists.put(
        DefaultDriverOption.METRICS_NODE_ENABLED,
        List.of("pool.open-connections", "pool.in-flight", "retries.total"));
    return lists;
  }
}
