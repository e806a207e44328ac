package org.plumbline.messenger.history.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.config.DriverExecutionProfile;
import io.micronaut.context.env.DefaultEnvironment;
import io.micronaut.context.env.PropertySource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DriverSettingsTest {

  @Test
  void shouldUseOwnDefaultsWhenNothingIsSet() {
    DriverExecutionProfile profile = profile(PropertySource.of(Map.of()));

    assertThat(profile.getStringList(DefaultDriverOption.CONTACT_POINTS))
        .containsExactly("127.0.0.1:9042");
    assertThat(profile.getString(DefaultDriverOption.LOAD_BALANCING_LOCAL_DATACENTER))
        .isEqualTo("datacenter1");
    assertThat(profile.getString(DefaultDriverOption.REQUEST_CONSISTENCY))
        .isEqualTo("LOCAL_QUORUM");
    assertThat(profile.getBoolean(DefaultDriverOption.REQUEST_DEFAULT_IDEMPOTENCE)).isTrue();
    assertThat(profile.getDuration(DefaultDriverOption.RECONNECTION_MAX_DELAY))
        .isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void shouldTakeDriversOwnKeysWhenTheyStandInSettings() {
    DriverExecutionProfile profile =
        profile(
            PropertySource.of(
                Map.of(
                    "cassandra.default.basic.contact-points",
                    List.of("a:1", "b:2"),
                    "cassandra.default.basic.request.timeout",
                    "5 seconds",
                    "cassandra.default.basic.request.page-size",
                    70,
                    "cassandra.default.advanced.metrics.node.enabled",
                    List.of("retries.total"))));

    assertThat(profile.getStringList(DefaultDriverOption.CONTACT_POINTS))
        .containsExactly("a:1", "b:2");
    assertThat(profile.getDuration(DefaultDriverOption.REQUEST_TIMEOUT))
        .isEqualTo(Duration.ofSeconds(5));
    assertThat(profile.getInt(DefaultDriverOption.REQUEST_PAGE_SIZE)).isEqualTo(70);
    assertThat(profile.getStringList(DefaultDriverOption.METRICS_NODE_ENABLED))
        .containsExactly("retries.total");
  }

  @Test
  void shouldTakeEnvironmentVariablesWhenTheyAreSet() {
    DriverExecutionProfile profile =
        profile(
            PropertySource.of(
                "variables",
                Map.of(
                    "CASSANDRA_DEFAULT_BASIC_CONTACT_POINTS", "127.0.0.1:4711,127.0.0.2:4712",
                    "CASSANDRA_DEFAULT_BASIC_LOAD_BALANCING_POLICY_LOCAL_DATACENTER", "berlin",
                    "CASSANDRA_DEFAULT_BASIC_REQUEST_TIMEOUT", "7 seconds"),
                PropertySource.PropertyConvention.ENVIRONMENT_VARIABLE,
                PropertySource.Origin.of("variables")));

    assertThat(profile.getStringList(DefaultDriverOption.CONTACT_POINTS))
        .containsExactly("127.0.0.1:4711", "127.0.0.2:4712");
    assertThat(profile.getString(DefaultDriverOption.LOAD_BALANCING_LOCAL_DATACENTER))
        .isEqualTo("berlin");
    assertThat(profile.getDuration(DefaultDriverOption.REQUEST_TIMEOUT))
        .isEqualTo(Duration.ofSeconds(7));
  }

  private static DriverExecutionProfile profile(PropertySource source) {
    try (DefaultEnvironment environment = new DefaultEnvironment(List::of)) {
      environment.addPropertySource(source).start();
      try (DriverConfigLoader loader = DriverSettings.loader(environment)) {
        return loader.getInitialConfig().getDefaultProfile();
      }
    }
  }
}
