package org.plumbline.messenger.history.cassandra;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.plumbline.messenger.history.Changed;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ThreadId;

/**
 * What edits and deletions do to the rows of the messages that they change. The seqs of its edits
 * stand in the row of a message, so that a deletion finds them and erases their words too.
 *
 * <p>An erased cell stays erased: the deletion's timestamp is above that of any write, so the
 * original that is read from the log again and written again does not bring its words back. The
 * mark in the row says the same to a reader when the tombstone is long gone.
 */
final class ChangeMarks {

  private final Requests requests;
  private final ChangeStatements statements;
  private final ThreadBuckets buckets;

  ChangeMarks(Requests requests, Statements statements, ThreadBuckets buckets) {
    this.requests = requests;
    this.statements = statements.changes();
    this.buckets = buckets;
  }

  /** Those of the messages that are of this kind. */
  static List<Message> of(Class<? extends Content> kind, Iterable<Message> messages) {
    List<Message> found = new ArrayList<>();
    for (Message message : messages) {
      if (kind.isInstance(message.content())) {
        found.add(message);
      }
    }
    return found;
  }

  /** The messages, where those which another of them withdraws have lost their words. */
  static List<Message> withoutWithdrawn(Iterable<Message> messages, List<Message> deletions) {
    Map<ThreadId, Map<Long, Long>> withdrawn = new HashMap<>();
    for (Message deletion : deletions) {
      withdrawn
          .computeIfAbsent(deletion.thread(), _ -> new HashMap<>())
          .merge(Content.targetOf(deletion.content()), deletion.seq(), Math::min);
    }
    List<Message> kept = new ArrayList<>();
    for (Message message : messages) {
      Map<Long, Long> ofThread = withdrawn.getOrDefault(message.thread(), Map.of());
      long subject = message.content() instanceof Content.Edit edit ? edit.target() : message.seq();
      Long by = ofThread.get(subject);
      kept.add(by != null && message.seq() < by ? Changed.deleted(message, by) : message);
    }
    return kept;
  }

  /** Notes the edits in the rows of what they edit, which are stored. */
  void markEdited(List<Message> edits) {
    List<CompletableFuture<AsyncResultSet>> underWay = new ArrayList<>();
    Map<ThreadId, Buckets> known = new HashMap<>();
    for (Message message : edits) {
      if (message.content() instanceof Content.Edit edit) {
        known
            .computeIfAbsent(message.thread(), buckets::stored)
            .holding(edit.target())
            .ifPresent(
                bucket ->
                    underWay.add(
                        requests.send(
                            statements.markEdited(
                                message.thread(),
                                bucket.number(),
                                edit.target(),
                                message.seq(),
                                edit.text()))));
      }
    }
    Requests.awaitAll(underWay);
  }

  /** Erases what the deletions withdraw, as far as it is stored. */
  void erase(List<Message> deletions) {
    Map<ThreadId, Buckets> known = new HashMap<>();
    for (Message deletion : deletions) {
      long target = Content.targetOf(deletion.content());
      Buckets ofThread = known.computeIfAbsent(deletion.thread(), buckets::stored);
      Set<Long> rows = new HashSet<>();
      ofThread
          .holding(target)
          .map(bucket -> statements.selectEdits(deletion.thread(), bucket.number(), target))
          .ifPresent(
              select -> {
                for (Row row : requests.rows(select)) {
                  rows.add(target);
                  Set<Long> edits = row.getSet(0, Long.class);
                  rows.addAll(edits == null ? Set.of() : edits);
                }
              });
      List<CompletableFuture<AsyncResultSet>> underWay = new ArrayList<>();
      for (long row : rows) {
        ofThread
            .holding(row)
            .ifPresent(
                bucket ->
                    underWay.add(
                        eraseRow(deletion.thread(), bucket.number(), row, deletion.seq())));
      }
      Requests.awaitAll(underWay);
    }
  }

  /**
   * Erases what the rows of these say, of which another store has given the place alone: their
   * words may have come here before what they change did.
   */
  void eraseOwn(List<Message> withdrawn) {
    List<CompletableFuture<AsyncResultSet>> underWay = new ArrayList<>();
    Map<ThreadId, Buckets> known = new HashMap<>();
    for (Message message : withdrawn) {
      if (message.content() instanceof Content.Deleted gone) {
        known
            .computeIfAbsent(message.thread(), buckets::stored)
            .holding(message.seq())
            .ifPresent(
                bucket ->
                    underWay.add(
                        eraseRow(
                            message.thread(), bucket.number(), message.seq(), gone.deleted())));
      }
    }
    Requests.awaitAll(underWay);
  }

  private CompletableFuture<AsyncResultSet> eraseRow(
      ThreadId thread, int bucket, long row, long deletion) {
    return requests.send(
        BatchStatement.newInstance(
                BatchType.UNLOGGED,
                statements.eraseWords(thread, bucket, row, deletion),
                statements.markDeleted(thread, bucket, row, deletion))
            .setIdempotent(true));
  }
}
