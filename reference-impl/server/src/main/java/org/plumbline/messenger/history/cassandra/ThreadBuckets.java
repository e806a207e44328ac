package org.plumbline.messenger.history.cassandra;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ThreadId;

/**
 * Which buckets each thread has. A writer remembers them; a reader always asks.
 *
 * <p>What is remembered counts only for messages of the present bucket, away from its edges:
 * another node may have worked on the thread meanwhile, and there alone could it have opened a
 * bucket of which this node does not know.
 */
final class ThreadBuckets {

  private final Requests requests;
  private final Statements statements;
  private final BucketClock clock;
  private final Cache<ThreadId, Buckets> known;

  ThreadBuckets(Requests requests, Statements statements, BucketClock clock, int knownMax) {
    this.requests = requests;
    this.statements = statements;
    this.clock = clock;
    this.known = Caffeine.newBuilder().maximumSize(knownMax).build();
  }

  /** As stored now. */
  Buckets stored(ThreadId thread) {
    return buckets(requests.rows(statements.selectBuckets(thread)));
  }

  /** For a writer: of these threads, from memory where that is sure, else as stored now. */
  Map<ThreadId, Buckets> of(Map<ThreadId, List<Message>> appended) {
    Map<ThreadId, Buckets> found = new HashMap<>();
    Map<ThreadId, CompletableFuture<AsyncResultSet>> asked = new HashMap<>();
    appended.forEach(
        (thread, messages) -> {
          Buckets remembered = known.getIfPresent(thread);
          if (remembered != null && isSure(remembered, messages)) {
            found.put(thread, remembered);
          } else {
            asked.put(thread, requests.send(statements.selectBuckets(thread)));
          }
        });
    Requests.awaitAll(asked.values());
    asked.forEach((thread, request) -> found.put(thread, buckets(Requests.rows(request))));
    return found;
  }

  /** Whether this node has stored something of the thread and remembers it. */
  boolean isKnown(ThreadId thread) {
    return known.getIfPresent(thread) != null;
  }

  /** Call it when all of it is stored: buckets, and the thread in its members' lists. */
  void remember(Map<ThreadId, Buckets> stored) {
    known.putAll(stored);
  }

  /** Whether the bucket holds a message of the thread above the seq. */
  boolean holdsLater(ThreadId thread, Buckets.Bucket bucket, long seq) {
    Buckets.Range later = new Buckets.Range(bucket.number(), seq + 1, Long.MAX_VALUE);
    return !requests.rows(statements.selectLastSeq(thread, later)).isEmpty();
  }

  int numberOf(Message message) {
    return clock.number(message.id().epochMillis());
  }

  /** How long ago the message was sent, in seconds. */
  int ageSeconds(Message message) {
    return clock.secondsSince(message.id().epochMillis());
  }

  private boolean isSure(Buckets remembered, List<Message> messages) {
    return messages.stream()
        .allMatch(
            message -> {
              int number = numberOf(message);
              return remembered.isNewest(message, number) && clock.isNow(number);
            });
  }

  private static Buckets buckets(List<Row> rows) {
    List<Buckets.Bucket> buckets = new ArrayList<>(rows.size());
    for (Row row : rows) {
      buckets.add(new Buckets.Bucket(row.getInt(0), row.getLong(1)));
    }
    return new Buckets(buckets);
  }
}
