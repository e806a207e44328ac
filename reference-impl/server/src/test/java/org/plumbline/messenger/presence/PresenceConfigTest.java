package org.plumbline.messenger.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PresenceConfigTest {

  private static ApplicationContext context(Map<String, Object> settings) {
    return ApplicationContext.builder()
        .properties(Map.of("messenger.servers", "memory"))
        .properties(settings)
        .start();
  }

  @Test
  void shouldHaveDefaultsWhenNothingIsSet() {
    try (var context = context(Map.of())) {
      assertThat(context.getBean(PresenceConfig.class))
          .isEqualTo(
              new PresenceConfig(
                  Duration.ofSeconds(5),
                  Duration.ofSeconds(2),
                  Duration.ofSeconds(3),
                  Duration.ofSeconds(1),
                  100_000,
                  512,
                  Duration.ofDays(90),
                  10_000));
    }
  }

  @Test
  void shouldTakeEverySettingWhenGiven() {
    try (var context =
        context(
            Map.of(
                "messenger.presence.sweep-interval", "1s",
                "messenger.presence.online-delay", "7s",
                "messenger.presence.offline-delay", "0s",
                "messenger.presence.retry-interval", "2s",
                "messenger.presence.watched-users-max", 3,
                "messenger.presence.lookup-users-max", 4,
                "messenger.presence.last-seen-kept", "5h",
                "messenger.presence.news-max", 6))) {
      assertThat(context.getBean(PresenceConfig.class))
          .isEqualTo(
              new PresenceConfig(
                  Duration.ofSeconds(1),
                  Duration.ofSeconds(7),
                  Duration.ZERO,
                  Duration.ofSeconds(2),
                  3,
                  4,
                  Duration.ofHours(5),
                  6));
    }
  }

  @Test
  void shouldNameSettingWhenItIsOutOfRange() {
    try (var context = context(Map.of("messenger.presence.offline-delay", "-1s"))) {
      assertThatThrownBy(() -> context.getBean(PresenceConfig.class))
          .hasMessageContaining("messenger.presence.offline-delay: PT-1S (expected: >= 0)");
    }
  }
}
