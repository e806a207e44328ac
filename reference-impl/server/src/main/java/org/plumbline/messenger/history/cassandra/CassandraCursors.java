package org.plumbline.messenger.history.cassandra;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BatchableStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.plumbline.messenger.history.Cursors;
import org.plumbline.protocol.Status;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/**
 * Cursors in Cassandra. Each write has its seq as its timestamp, so that the greatest seq wins in
 * the store itself. Those of one thread lie in one partition and go in one batch.
 */
final class CassandraCursors implements Cursors {

  private static final int BATCH_ROWS_MAX = 100;

  private final Requests requests;
  private final Statements statements;

  CassandraCursors(Requests requests, Statements statements) {
    this.requests = requests;
    this.statements = statements;
  }

  private record Key(UserId user, Status status) {}

  @Override
  public void advance(List<Cursor> cursors) {
    Map<ThreadId, Map<Key, Cursor>> greatest = new LinkedHashMap<>();
    for (Cursor cursor : cursors) {
      greatest
          .computeIfAbsent(cursor.thread(), _ -> new LinkedHashMap<>())
          .merge(
              new Key(cursor.user(), cursor.status()),
              cursor,
              (one, other) -> one.upTo() >= other.upTo() ? one : other);
    }
    List<CompletableFuture<AsyncResultSet>> underWay = new ArrayList<>();
    for (Map<Key, Cursor> ofThread : greatest.values()) {
      List<BatchableStatement<?>> rows = new ArrayList<>();
      for (Cursor cursor : ofThread.values()) {
        rows.add(statements.insertCursor(cursor));
        if (rows.size() == BATCH_ROWS_MAX) {
          underWay.add(send(rows));
          rows.clear();
        }
      }
      if (!rows.isEmpty()) {
        underWay.add(send(rows));
      }
    }
    Requests.awaitAll(underWay);
  }

  private CompletableFuture<AsyncResultSet> send(List<BatchableStatement<?>> rows) {
    return requests.send(
        rows.size() == 1
            ? rows.getFirst()
            : BatchStatement.newInstance(BatchType.UNLOGGED, rows).setIdempotent(true));
  }

  @Override
  public List<Cursor> of(ThreadId thread) {
    return cursors(thread, statements.selectCursors(thread));
  }

  @Override
  public List<Cursor> of(ThreadId thread, UserId user) {
    return cursors(thread, statements.selectCursorsOf(thread, user));
  }

  @Override
  public List<Cursor> page(ThreadId thread, String after, int cursorsMax) {
    return cursors(thread, statements.selectCursorsAfter(thread, after, cursorsMax));
  }

  private List<Cursor> cursors(ThreadId thread, Statement<?> select) {
    List<Cursor> cursors = new ArrayList<>();
    for (Row row : requests.rows(select)) {
      cursors.add(
          new Cursor(
              thread,
              new UserId(Objects.requireNonNull(row.getString(0))),
              Statements.status(row.getByte(1)),
              row.getLong(2)));
    }
    return cursors;
  }
}
