package org.plumbline.messenger.history.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.time.Duration;
import org.plumbline.messenger.history.Cursors.Cursor;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.ContentCodec;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.Status;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/** Every statement on messages and cursors: prepared once, bound by position. */
final class Statements {

  /** Timestamps that fall as the seq rises, so that the least seq wins. */
  static final long LEAST_SEQ_WINS = 1L << 62;

  private static final Duration PREPARE_TIMEOUT = Duration.ofSeconds(30);
  private static final String COLUMNS =
      "seq, prev, message_id, sender_id, temp_id, text, content, sent_at";
  private static final String SELECTED = COLUMNS + ", edited, edited_text, deleted";

  private final int repeatWindowSeconds;
  private final PreparedStatement insertMessage;
  private final PreparedStatement insertBucket;
  private final PreparedStatement insertUserThread;
  private final PreparedStatement insertFirstSend;
  private final PreparedStatement insertCursor;
  private final PreparedStatement selectDescending;
  private final PreparedStatement selectAscending;
  private final PreparedStatement selectOne;
  private final ChangeStatements changes;
  private final PreparedStatement selectLastSeq;
  private final PreparedStatement selectBuckets;
  private final PreparedStatement selectUserThreads;
  private final PreparedStatement selectFirstSend;
  private final PreparedStatement selectCursors;
  private final PreparedStatement selectCursorsOf;
  private final PreparedStatement selectCursorsAfter;

  Statements(CqlSession session, String keyspace, Duration repeatWindow) {
    this.repeatWindowSeconds = Math.toIntExact(repeatWindow.toSeconds());
    Preparer prepare = preparer(session, keyspace);
    String range = " WHERE thread_id = ? AND bucket = ? AND seq >= ? AND seq < ?";
    this.insertMessage =
        prepare.cql(
            "INSERT INTO KEYSPACE.messages (thread_id, bucket, "
                + COLUMNS
                + ", deleted) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    this.insertBucket =
        prepare.cql(
            "INSERT INTO KEYSPACE.thread_buckets (thread_id, bucket, first_seq) VALUES (?, ?, ?)"
                + " USING TIMESTAMP ?");
    this.insertUserThread =
        prepare.cql("INSERT INTO KEYSPACE.user_threads (user_id, thread_id) VALUES (?, ?)");
    this.insertFirstSend =
        prepare.cql(
            "INSERT INTO KEYSPACE.thread_first_sends (thread_id, bucket, sender_id, temp_id, seq)"
                + " VALUES (?, ?, ?, ?, ?) USING TTL ? AND TIMESTAMP ?");
    this.insertCursor =
        prepare.cql(
            "INSERT INTO KEYSPACE.cursors (thread_id, user_id, status, up_to) VALUES (?, ?, ?, ?)"
                + " USING TIMESTAMP ?");
    this.selectDescending =
        prepare.cql("SELECT " + SELECTED + " FROM KEYSPACE.messages" + range + " LIMIT ?");
    this.selectAscending =
        prepare.cql(
            "SELECT " + SELECTED + " FROM KEYSPACE.messages" + range + " ORDER BY seq ASC LIMIT ?");
    this.selectOne =
        prepare.cql(
            "SELECT "
                + SELECTED
                + " FROM KEYSPACE.messages WHERE thread_id = ? AND bucket = ? AND seq = ?");
    this.changes = new ChangeStatements(prepare);
    this.selectLastSeq = prepare.cql("SELECT seq FROM KEYSPACE.messages" + range + " LIMIT 1");
    this.selectBuckets =
        prepare.cql("SELECT bucket, first_seq FROM KEYSPACE.thread_buckets WHERE thread_id = ?");
    this.selectUserThreads =
        prepare.cql(
            "SELECT thread_id FROM KEYSPACE.user_threads WHERE user_id = ? AND thread_id > ?"
                + " LIMIT ?");
    this.selectFirstSend =
        prepare.cql(
            "SELECT seq FROM KEYSPACE.thread_first_sends"
                + " WHERE thread_id = ? AND bucket = ? AND sender_id = ? AND temp_id = ?");
    String cursors = "SELECT user_id, status, up_to FROM KEYSPACE.cursors WHERE thread_id = ?";
    this.selectCursors = prepare.cql(cursors);
    this.selectCursorsOf = prepare.cql(cursors + " AND user_id = ?");
    this.selectCursorsAfter = prepare.cql(cursors + " AND user_id > ? LIMIT ?");
  }

  /** For the statements on this keyspace. */
  static Preparer preparer(CqlSession session, String keyspace) {
    return cql ->
        session.prepare(
            SimpleStatement.builder(cql.replaceFirst("KEYSPACE", keyspace))
                .setTimeout(PREPARE_TIMEOUT)
                .build());
  }

  /** Prepares a statement in which KEYSPACE stands for the keyspace. */
  interface Preparer {
    PreparedStatement cql(String text);
  }

  BoundStatement insertMessage(Message message, int bucket) {
    boolean words = message.content() instanceof Content.Text;
    BoundStatement bound =
        insertMessage.bind(
            message.thread().value(),
            bucket,
            message.seq(),
            message.prev(),
            message.id().value(),
            message.sender().value(),
            message.tempId().value());
    bound = bound.setLong("sent_at", message.sentAtMillis());
    if (message.content() instanceof Content.Deleted gone) {
      return bound.setLong("deleted", gone.deleted());
    }
    // The column that does not apply stays unset, not null: a null would leave a tombstone.
    return words
        ? bound.setString("text", message.text())
        : bound.setString("content", ContentCodec.encode(message.content()));
  }

  BoundStatement insertBucket(ThreadId thread, Buckets.Bucket bucket) {
    return insertBucket.bind(
        thread.value(), bucket.number(), bucket.firstSeq(), LEAST_SEQ_WINS - bucket.firstSeq());
  }

  BoundStatement insertUserThread(UserId user, ThreadId thread) {
    return insertUserThread.bind(user.value(), thread.value());
  }

  /** How long the key of a message that is stored now is kept, in seconds. */
  int repeatWindowSeconds() {
    return repeatWindowSeconds;
  }

  BoundStatement insertFirstSend(Message message, int bucket, int keptSeconds) {
    return insertFirstSend.bind(
        message.thread().value(),
        bucket,
        message.sender().value(),
        message.tempId().value(),
        message.seq(),
        keptSeconds,
        LEAST_SEQ_WINS - message.seq());
  }

  BoundStatement insertCursor(Cursor cursor) {
    return insertCursor.bind(
        cursor.thread().value(),
        cursor.user().value(),
        number(cursor.status()),
        cursor.upTo(),
        // Rises with the seq, and does not overflow where a client made the seq up.
        Math.min(cursor.upTo(), Long.MAX_VALUE - 1) + 1);
  }

  // Numbers of their own: the order of the constants may change, the rows stay.
  private static byte number(Status status) {
    return switch (status) {
      case DELIVERED -> 1;
      case READ -> 2;
    };
  }

  static Status status(byte number) {
    return switch (number) {
      case 1 -> Status.DELIVERED;
      case 2 -> Status.READ;
      default ->
          throw new IllegalStateException("cursors.status: " + number + " (expected: 1 or 2)");
    };
  }

  BoundStatement selectDescending(ThreadId thread, Buckets.Range range, int limit) {
    return selectDescending.bind(thread.value(), range.number(), range.from(), range.to(), limit);
  }

  BoundStatement selectAscending(ThreadId thread, Buckets.Range range, int limit) {
    return selectAscending.bind(thread.value(), range.number(), range.from(), range.to(), limit);
  }

  BoundStatement selectOne(ThreadId thread, int bucket, long seq) {
    return selectOne.bind(thread.value(), bucket, seq);
  }

  /** Those for edits and deletions. */
  ChangeStatements changes() {
    return changes;
  }

  BoundStatement selectLastSeq(ThreadId thread, Buckets.Range range) {
    return selectLastSeq.bind(thread.value(), range.number(), range.from(), range.to());
  }

  BoundStatement selectBuckets(ThreadId thread) {
    return selectBuckets.bind(thread.value());
  }

  BoundStatement selectUserThreads(UserId user, String after, int limit) {
    return selectUserThreads.bind(user.value(), after, limit);
  }

  BoundStatement selectFirstSend(ThreadId thread, int bucket, UserId sender, TempId tempId) {
    return selectFirstSend.bind(thread.value(), bucket, sender.value(), tempId.value());
  }

  BoundStatement selectCursors(ThreadId thread) {
    return selectCursors.bind(thread.value());
  }

  BoundStatement selectCursorsOf(ThreadId thread, UserId user) {
    return selectCursorsOf.bind(thread.value(), user.value());
  }

  BoundStatement selectCursorsAfter(ThreadId thread, String after, int max) {
    return selectCursorsAfter.bind(thread.value(), after, max);
  }
}
