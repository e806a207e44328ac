package org.plumbline.messenger.history.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.env.Environment;
import io.micronaut.core.type.Argument;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;
import org.plumbline.messenger.history.Cursors;
import org.plumbline.messenger.history.HistoryConfig;
import org.plumbline.messenger.history.MessageHistory;

/** Makes the session at the start of the node, and what works on it. */
@Factory
@Requires(property = "messenger.servers", value = "real")
final class CassandraFactory {

  @Context
  @Bean(preDestroy = "close")
  CqlSession session(CassandraConfig config, Environment environment, MeterRegistry metrics) {
    String contactPoints =
        environment
            .getProperty(
                DriverSettings.PREFIX + "basic.contact-points", Argument.listOf(String.class))
            .map(points -> String.join(",", points))
            .orElse("127.0.0.1:9042");
    return new CassandraStart(
            config.startWait(), contactPoints, System::nanoTime, LockSupport::parkNanos)
        .open(
            () ->
                CqlSession.builder()
                    .withConfigLoader(DriverSettings.loader(environment))
                    .withMetricRegistry(metrics)
                    .build(),
            new Schema(config));
  }

  @Singleton
  Statements statements(CqlSession session, CassandraConfig config, HistoryConfig history) {
    return new Statements(session, config.keyspace(), history.repeatWindow());
  }

  @Singleton
  Requests requests(CqlSession session, CassandraConfig config) {
    return new Requests(session, config.requestsMax());
  }

  @Singleton
  MessageHistory history(
      Requests requests, Statements statements, CassandraConfig config, InstantSource clock) {
    BucketClock bucketClock = new BucketClock(config.bucket(), clock);
    return new CassandraMessageHistory(
        requests,
        statements,
        new ThreadBuckets(requests, statements, bucketClock, config.threadsKnownMax()));
  }

  @Singleton
  Cursors cursors(Requests requests, Statements statements) {
    return new CassandraCursors(requests, statements);
  }
}
