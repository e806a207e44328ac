package org.plumbline.messenger.history.cassandra;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import java.time.Duration;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the session and makes the tables, and tries again while Cassandra is still coming up or
 * another node is making the same tables. After the bound it gives up with an error that says what
 * was tried.
 */
final class CassandraStart {

  private static final Logger LOG = LoggerFactory.getLogger(CassandraStart.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Duration wait;
  private final String contactPoints;
  private final LongSupplier nanoTime;
  private final LongConsumer pauseNanos;

  CassandraStart(
      Duration wait, String contactPoints, LongSupplier nanoTime, LongConsumer pauseNanos) {
    this.wait = wait;
    this.contactPoints = contactPoints;
    this.nanoTime = nanoTime;
    this.pauseNanos = pauseNanos;
  }

  CqlSession open(Supplier<CqlSession> connect, List<Schema> schemas) {
    long deadline = nanoTime.getAsLong() + wait.toNanos();
    CqlSession session = retried("connect to", deadline, connect);
    try {
      retried(
          "make the tables in",
          deadline,
          () -> {
            schemas.forEach(schema -> schema.create(session));
            return session;
          });
      return session;
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  private <T> T retried(String what, long deadline, Supplier<T> work) {
    while (true) {
      try {
        return work.get();
      } catch (DriverException e) {
        if (nanoTime.getAsLong() >= deadline) {
          throw new IllegalStateException(
              "cassandra.default.basic.contact-points: "
                  + contactPoints
                  + " (expected: a Cassandra that answers; could not "
                  + what
                  + " it within "
                  + wait.toSeconds()
                  + " s: "
                  + cause(e)
                  + ")",
              e);
        }
        LOG.info("waiting for Cassandra at {}: could not {} it yet", contactPoints, what);
        pauseNanos.accept(PAUSE.toNanos());
      }
    }
  }

  private static String cause(DriverException failure) {
    if (failure instanceof AllNodesFailedException all && !all.getAllErrors().isEmpty()) {
      return all.getAllErrors().values().iterator().next().getFirst().toString();
    }
    return failure.toString();
  }
}
