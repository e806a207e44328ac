package org.plumbline.messenger.history.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.datastax.oss.driver.api.core.CqlSession;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.DataServers;

class CassandraStartIT {

  @Test
  void shouldMakeTablesOnceWhenNodesStartAtOnce() throws Exception {
    List<Callable<Integer>> starts = new ArrayList<>();
    for (int node = 0; node < 3; node++) {
      starts.add(
          () -> {
            try (CqlSession session = open("start_it", contactPoint(), Duration.ofSeconds(60))) {
              return session
                  .execute(
                      "SELECT table_name FROM system_schema.tables WHERE keyspace_name ="
                          + " 'start_it'")
                  .all()
                  .size();
            }
          });
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Integer> start : threads.invokeAll(starts)) {
        assertThat(start.get()).isEqualTo(5);
      }
    }
  }

  @Test
  void shouldSayWhereAndHowLongWhenNothingAnswers() throws IOException {
    String nowhere;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nowhere = "127.0.0.1:" + free.getLocalPort();
    }
    assertThatIllegalStateException()
        .isThrownBy(() -> open("start_it", nowhere, Duration.ofSeconds(2)))
        .withMessageStartingWith("cassandra.default.basic.contact-points: " + nowhere)
        .withMessageContaining("within 2 s");
  }

  @Test
  void shouldTellHealthWhenAsked() throws Exception {
    CqlSession session = open("start_it", contactPoint(), Duration.ofSeconds(60));
    HealthResult up = result(session);
    session.close();
    HealthResult down = result(session);

    assertThat(up.getStatus()).isEqualTo(HealthStatus.UP);
    assertThat(up.getDetails().toString()).contains("5.0");
    assertThat(down.getStatus()).isEqualTo(HealthStatus.DOWN);
  }

  private static HealthResult result(CqlSession session) throws Exception {
    return new CassandraHealth(session).asked().get(10, TimeUnit.SECONDS);
  }

  private static String contactPoint() {
    return DataServers.topology().cassandraContactPoint();
  }

  private static CqlSession open(String keyspace, String contactPoint, Duration wait) {
    CassandraConfig config = new CassandraConfig(keyspace, 1, Duration.ofDays(30), 64, 1000, wait);
    return CassandraNode.open(config, contactPoint, new SimpleMeterRegistry());
  }
}
