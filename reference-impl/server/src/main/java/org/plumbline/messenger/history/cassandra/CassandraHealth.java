package org.plumbline.messenger.history.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.endpoint.health.HealthEndpoint;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * Whether Cassandra answers. It counts for {@code /health} and not for readiness: a node goes on
 * taking messages while Cassandra is away, and all nodes would leave at once.
 */
@Singleton
@Requires(property = "messenger.servers", value = "real")
@Requires(beans = HealthEndpoint.class)
final class CassandraHealth implements HealthIndicator {

  private static final String QUERY = "SELECT release_version FROM system.local";

  private final CqlSession session;

  CassandraHealth(CqlSession session) {
    this.session = session;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    return Publishers.fromCompletableFuture(this::asked);
  }

  CompletableFuture<HealthResult> asked() {
    return session.executeAsync(QUERY).handle(CassandraHealth::result).toCompletableFuture();
  }

  private static HealthResult result(@Nullable AsyncResultSet answer, @Nullable Throwable failure) {
    Row row = answer == null ? null : answer.one();
    if (failure != null || row == null) {
      HealthResult.Builder down = HealthResult.builder("cassandra", HealthStatus.DOWN);
      return failure == null ? down.build() : down.exception(failure).build();
    }
    return HealthResult.builder("cassandra", HealthStatus.UP)
        .details(Map.of("release_version", String.valueOf(row.getString(0))))
        .build();
  }
}
