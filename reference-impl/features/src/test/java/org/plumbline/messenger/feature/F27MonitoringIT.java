package org.plumbline.messenger.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** F-27: Redis' hit rate, processor, memory, daily users and the log's lag can be watched. */
class F27MonitoringIT {

  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final Duration POLL = Duration.ofMillis(200);

  private static OptionalDouble value(FeatureWorld world, String metric) throws Exception {
    HttpResponse<String> scraped =
        world
            .http()
            .send(
                HttpRequest.newBuilder(world.environment().node("node-1").metrics()).build(),
                HttpResponse.BodyHandlers.ofString());
    return scraped
        .body()
        .lines()
        .filter(line -> line.startsWith(metric + " ") || line.startsWith(metric + "{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .max();
  }

  private static double present(FeatureWorld world, String metric) throws Exception {
    return value(world, metric).orElseThrow(() -> new AssertionError("no series " + metric));
  }

  @Test
  void shouldCountTheUsersOfTheDayWhenMoreConnect() throws Exception {
    FeatureWorld world = FeatureWorld.world();
    double before = present(world, "messenger_daily_active_users");
    try (FeatureWorld.Device ada = world.user("ada").device("phone", 1);
        FeatureWorld.Device bob = world.user("bob").device("phone", 2)) {
      assertThat(ada.client().isConnected() && bob.client().isConnected()).isTrue();
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      // Both nodes have to tell, whichever is asked: the count is one for all.
      while (present(world, "messenger_daily_active_users") < before + 2) {
        assertThat(System.nanoTime()).as("counted within %s", PATIENCE).isLessThan(deadline);
        LockSupport.parkNanos(POLL.toNanos());
      }
    }
  }

  @Test
  void shouldShowLagProcessorMemoryAndHitRate() throws Exception {
    FeatureWorld world = FeatureWorld.world();
    assertThat(present(world, "messenger_redis_hit_ratio")).isBetween(0.0, 1.0);
    assertThat(present(world, "messenger_consumer_lag_records")).isNotNegative();
    assertThat(present(world, "process_cpu_usage")).isBetween(0.0, 1.0);
    assertThat(present(world, "jvm_memory_used_bytes")).isPositive();
  }
}
