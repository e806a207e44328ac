package org.plumbline.messenger.history.cassandra;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.plumbline.messenger.history.MessageHistory;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/**
 * Lists the threads of a store and removes them. The tombstones are above any timestamp that this
 * package writes, so what comes late stays dead; they live as long as the table's grace, after
 * which nobody writes the thread here any more.
 */
final class ThreadRemoval {

  /** Partitions of one page; each may take a while to be dealt with. */
  private static final int THREADS_PAGE = 200;

  private final Requests requests;
  private final PreparedStatement selectThreads;
  private final PreparedStatement deleteMessages;
  private final PreparedStatement deleteBuckets;
  private final PreparedStatement deleteUserThread;
  private final PreparedStatement deleteFirstSends;

  ThreadRemoval(Requests requests, Statements.Preparer prepare) {
    this.requests = requests;
    this.selectThreads = prepare.cql("SELECT DISTINCT thread_id FROM KEYSPACE.thread_buckets");
    this.deleteMessages =
        prepare.cql(
            "DELETE FROM KEYSPACE.messages USING TIMESTAMP ? WHERE thread_id = ? AND bucket = ?");
    this.deleteBuckets =
        prepare.cql("DELETE FROM KEYSPACE.thread_buckets USING TIMESTAMP ? WHERE thread_id = ?");
    this.deleteUserThread =
        prepare.cql("DELETE FROM KEYSPACE.user_threads WHERE user_id = ? AND thread_id = ?");
    this.deleteFirstSends =
        prepare.cql(
            "DELETE FROM KEYSPACE.thread_first_sends USING TIMESTAMP ?"
                + " WHERE thread_id = ? AND bucket = ?");
  }

  void eachThread(Consumer<ThreadId> visit) {
    BoundStatement all = selectThreads.bind().setPageSize(THREADS_PAGE);
    requests.eachRow(all, row -> visit.accept(new ThreadId(text(row))));
  }

  /** The buckets go last: as long as they are there the thread is found again. */
  void remove(MessageHistory history, ThreadId thread, Buckets buckets) {
    Set<UserId> listedFor = new HashSet<>();
    long last = Message.NONE;
    while (true) {
      List<Message> page = history.after(thread, last, MessageHistory.PAGE_MAX).messages();
      if (page.isEmpty()) {
        break;
      }
      page.forEach(message -> listedFor.addAll(MessageHistory.listedFor(message)));
      last = page.getLast().seq();
    }
    List<Statement<?>> partitions = new ArrayList<>();
    for (UserId user : listedFor) {
      partitions.add(deleteUserThread.bind(user.value(), thread.value()));
    }
    for (Buckets.Bucket bucket : buckets.ascending()) {
      partitions.add(
          deleteMessages.bind(Statements.LEAST_SEQ_WINS, thread.value(), bucket.number()));
      partitions.add(
          deleteFirstSends.bind(Statements.LEAST_SEQ_WINS, thread.value(), bucket.number()));
    }
    sendAll(partitions);
    sendAll(List.of(deleteBuckets.bind(Statements.LEAST_SEQ_WINS, thread.value())));
  }

  private void sendAll(List<? extends Statement<?>> together) {
    List<CompletableFuture<AsyncResultSet>> underWay = new ArrayList<>(together.size());
    together.forEach(statement -> underWay.add(requests.send(statement)));
    Requests.awaitAll(underWay);
  }

  private static String text(Row row) {
    return Objects.requireNonNull(row.getString(0));
  }
}
