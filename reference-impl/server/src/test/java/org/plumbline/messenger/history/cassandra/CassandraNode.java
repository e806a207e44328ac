package org.plumbline.messenger.history.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micronaut.context.env.DefaultEnvironment;
import io.micronaut.context.env.PropertySource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.plumbline.messenger.DataServers;

/** What one node of the messenger has of Cassandra, wired as in the factory. */
final class CassandraNode implements AutoCloseable {

  private final MeterRegistry metrics = new SimpleMeterRegistry();
  private final CqlSession session;
  private final CassandraMessageHistory history;
  private final CassandraCursors cursors;

  CassandraNode(String keyspace, Duration repeatWindow) {
    CassandraConfig config =
        new CassandraConfig(keyspace, 1, Duration.ofDays(30), 64, 10_000, Duration.ofSeconds(60));
    this.session = open(config, DataServers.topology().cassandraContactPoint(), metrics);
    Statements statements = new Statements(session, keyspace, repeatWindow);
    Requests requests = new Requests(session, config.requestsMax());
    BucketClock clock = new BucketClock(config.bucket(), InstantSource.system());
    this.history =
        new CassandraMessageHistory(
            keyspace,
            requests,
            statements,
            new ThreadBuckets(requests, statements, clock, config.threadsKnownMax()),
            Statements.preparer(session, keyspace));
    this.cursors = new CassandraCursors(requests, statements);
  }

  static CqlSession open(CassandraConfig config, String contactPoint, MeterRegistry metrics) {
    Map<String, Object> settings =
        Map.of(DriverSettings.PREFIX + "basic.contact-points", contactPoint);
    try (DefaultEnvironment environment = new DefaultEnvironment(List::of)) {
      environment.addPropertySource(PropertySource.of(settings)).start();
      return new CassandraStart(
              config.startWait(), contactPoint, System::nanoTime, LockSupport::parkNanos)
          .open(
              () ->
                  CqlSession.builder()
                      .withConfigLoader(DriverSettings.loader(environment))
                      .withMetricRegistry(metrics)
                      .build(),
              List.of(new Schema(config.keyspace(), config.replicationFactor())));
    }
  }

  CassandraMessageHistory history() {
    return history;
  }

  CassandraCursors cursors() {
    return cursors;
  }

  CqlSession session() {
    return session;
  }

  /**
   * Requests answered so far, as the driver's own metric says. It counts a moment after the answer:
   * so the figure is taken when it has stopped changing.
   */
  long requests() {
    Timer timer = metrics.find("cassandra.session.cql-requests").timer();
    assertThat(timer).as("metrics of the driver: %s", metrics.getMeters()).isNotNull();
    long count = Objects.requireNonNull(timer).count();
    for (int unchanged = 0; unchanged < 3; ) {
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      unchanged = timer.count() == count ? unchanged + 1 : 0;
      count = timer.count();
    }
    return count;
  }

  @Override
  public void close() {
    session.close();
  }
}
