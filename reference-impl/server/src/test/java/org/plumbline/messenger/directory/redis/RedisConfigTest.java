package org.plumbline.messenger.directory.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.exceptions.BeanInstantiationException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RedisConfigTest {
  private static ApplicationContext context(Map<String, Object> settings) {
    return ApplicationContext.builder()
        .properties(Map.of("messenger.servers", "memory"))
        .properties(settings)
        .start();
  }

  @Test
  void shouldHaveDefaultsWhenNothingIsSet() {
    try (var context = context(Map.of())) {
      assertThat(context.getBean(RedisConfig.class))
          .isEqualTo(
              new RedisConfig(
                  URI.create("redis://127.0.0.1:6379"),
                  Duration.ofMillis(500),
                  Duration.ofMillis(750),
                  16,
                  Duration.ofMillis(500),
                  1_024,
                  5,
                  Duration.ofMillis(500),
                  Duration.ofSeconds(1)));
    }
  }

  @Test
  void shouldTakeEverySettingWhenGiven() {
    try (var context =
        context(
            Map.of(
                "messenger.redis.uri", "rediss://redis.example:6390/2",
                "messenger.redis.connect-timeout", "1ms",
                "messenger.redis.read-timeout", "2ms",
                "messenger.redis.connections-max", 3,
                "messenger.redis.connection-wait", "4ms",
                "messenger.redis.pipeline-max", 5,
                "messenger.redis.breaker-failures-max", 6,
                "messenger.redis.breaker-open", "7ms",
                "messenger.redis.nodes-refresh", "8ms"))) {
      assertThat(context.getBean(RedisConfig.class))
          .isEqualTo(
              new RedisConfig(
                  URI.create("rediss://redis.example:6390/2"),
                  Duration.ofMillis(1),
                  Duration.ofMillis(2),
                  3,
                  Duration.ofMillis(4),
                  5,
                  6,
                  Duration.ofMillis(7),
                  Duration.ofMillis(8)));
    }
  }

  @Test
  void shouldNameSettingAndHidePasswordWhenAddressIsBad() {
    try (var context = context(Map.of("messenger.redis.uri", "http://:secret@redis:6379"))) {
      assertThatThrownBy(() -> context.getBean(RedisConfig.class))
          .isInstanceOf(BeanInstantiationException.class)
          .hasMessageContaining(
              "messenger.redis.uri: scheme http, host redis, port 6379"
                  + " (expected: redis://host:port)")
          .hasMessageNotContaining("secret");
    }
  }
}
