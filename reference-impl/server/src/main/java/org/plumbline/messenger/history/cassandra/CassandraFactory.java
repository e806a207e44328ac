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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.plumbline.messenger.history.Cursors;
import org.plumbline.messenger.history.HistoryConfig;
import org.plumbline.messenger.history.HistoryStore;
import org.plumbline.messenger.history.HistoryStores;
import org.plumbline.messenger.history.shards.ShardConfig;

/** Makes the session at the start of the node, and what works on it. */
@Factory
@Requires(property = "messenger.servers", value = "real")
final class CassandraFactory {

  @Context
  @Bean(preDestroy = "close")
  CqlSession session(
      CassandraConfig config, ShardConfig shards, Environment environment, MeterRegistry metrics) {
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
            shards.storesOr(config.keyspace()).stream()
                .map(keyspace -> new Schema(keyspace, config.replicationFactor()))
                .toList());
  }

  @Singleton
  Statements statements(CqlSession session, CassandraConfig config, HistoryConfig history) {
    return new Statements(session, config.keyspace(), history.repeatWindow());
  }

  @Singleton
  Requests requests(CqlSession session, CassandraConfig config) {
    return new Requests(session, config.requestsMax());
  }

  /** One store for each keyspace; the cursors stay in the first. */
  @Singleton
  HistoryStores stores(
      CqlSession session,
      Requests requests,
      Statements home,
      CassandraConfig config,
      ShardConfig shards,
      HistoryConfig history,
      InstantSource clock) {
    BucketClock bucketClock = new BucketClock(config.bucket(), clock);
    List<HistoryStore> stores = new ArrayList<>();
    for (String keyspace : shards.storesOr(config.keyspace())) {
      Statements statements =
          stores.isEmpty() ? home : new Statements(session, keyspace, history.repeatWindow());
      stores.add(
          new CassandraMessageHistory(
              keyspace,
              requests,
              statements,
              new ThreadBuckets(requests, statements, bucketClock, config.threadsKnownMax()),
              Statements.preparer(session, keyspace)));
    }
    return new HistoryStores(stores);
  }

  @Singleton
  Cursors cursors(Requests requests, Statements statements) {
    return new CassandraCursors(requests, statements);
  }
}
