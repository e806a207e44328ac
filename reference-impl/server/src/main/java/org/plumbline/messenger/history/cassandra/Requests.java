package org.plumbline.messenger.history.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.Statement;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.plumbline.messenger.history.HistoryRefused;
import org.plumbline.messenger.history.HistoryUnavailable;

/**
 * Sends statements, with a bound on how many are under way. Both sending and awaiting may block, so
 * neither may happen on a thread of the driver. Safe to share between threads.
 */
final class Requests {

  /** Longer than any request may take: who waits longer than this for a turn waits for nothing. */
  private static final Duration TURN_WAIT = Duration.ofSeconds(10);

  private final CqlSession session;
  private final Semaphore turns;

  Requests(CqlSession session, int requestsMax) {
    this.session = session;
    this.turns = new Semaphore(requestsMax);
  }

  /** Sends the statement, once there is a turn for it. */
  CompletableFuture<AsyncResultSet> send(Statement<?> statement) {
    try {
      if (!turns.tryAcquire(TURN_WAIT.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new HistoryUnavailable(
            "Cassandra has too much to do", new IllegalStateException("no turn in " + TURN_WAIT));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HistoryUnavailable("interrupted before a request to Cassandra", e);
    }
    CompletableFuture<AsyncResultSet> answer;
    try {
      answer = session.executeAsync(statement).toCompletableFuture();
    } catch (RuntimeException e) {
      turns.release();
      throw new HistoryUnavailable("a request to Cassandra could not be sent", e);
    }
    return answer.whenComplete((_, _) -> turns.release());
  }

  /** All rows, page by page. */
  List<Row> rows(Statement<?> statement) {
    return rows(send(statement));
  }

  /** All rows of a request under way, page by page. */
  static List<Row> rows(CompletableFuture<AsyncResultSet> request) {
    List<Row> rows = new ArrayList<>();
    visit(request, rows::add);
    return rows;
  }

  /** Visits each row; never more than a page of them is in memory. */
  void eachRow(Statement<?> statement, Consumer<Row> visit) {
    visit(send(statement), visit);
  }

  private static void visit(CompletableFuture<AsyncResultSet> request, Consumer<Row> visit) {
    AsyncResultSet page = await(request);
    page.currentPage().forEach(visit);
    while (page.hasMorePages()) {
      page = await(page.fetchNextPage().toCompletableFuture());
      page.currentPage().forEach(visit);
    }
  }

  /** Waits until all have ended, also when one fails: afterwards none of them is under way. */
  static void awaitAll(Collection<CompletableFuture<AsyncResultSet>> requests) {
    await(CompletableFuture.allOf(requests.toArray(CompletableFuture[]::new)));
  }

  private static <T> T await(CompletableFuture<T> request) {
    try {
      return request.get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      if (cause instanceof InvalidQueryException) {
        // Too large, or of values that no table takes: the next attempt would end alike.
        throw new HistoryRefused("Cassandra refuses: " + cause.getMessage(), cause);
      }
      throw new HistoryUnavailable("Cassandra did not answer: " + cause.getMessage(), cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HistoryUnavailable("interrupted while waiting for Cassandra", e);
    }
  }
}
