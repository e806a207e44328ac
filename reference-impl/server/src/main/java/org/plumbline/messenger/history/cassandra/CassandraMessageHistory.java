package org.plumbline.messenger.history.cassandra;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.Statement;
import io.micronaut.core.util.SupplierUtil;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.plumbline.messenger.history.Changed;
import org.plumbline.messenger.history.HistoryStore;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.ContentCodec;
import org.plumbline.protocol.MalformedFrame;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.MessageId;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/** Messages in Cassandra; the package's comment lists the tables. */
final class CassandraMessageHistory implements HistoryStore {

  private final String keyspace;
  private final Requests requests;
  private final Statements statements;
  private final ThreadBuckets buckets;
  private final MessageAppend append;
  private final Supplier<ThreadRemoval> removal;

  CassandraMessageHistory(
      String keyspace,
      Requests requests,
      Statements statements,
      ThreadBuckets buckets,
      Statements.Preparer prepare) {
    this.keyspace = keyspace;
    // Of a single store nothing is ever removed: it need not prepare for it.
    this.removal = SupplierUtil.memoized(() -> new ThreadRemoval(requests, prepare));
    this.requests = requests;
    this.statements = statements;
    this.buckets = buckets;
    this.append = new MessageAppend(requests, statements, buckets);
  }

  @Override
  public void append(List<Message> messages) {
    append.append(messages);
  }

  @Override
  public String name() {
    return keyspace;
  }

  @Override
  public void adopt(List<Message> messages) {
    append.adopt(messages);
  }

  @Override
  public void eachThread(Consumer<ThreadId> visit) {
    removal.get().eachThread(visit);
  }

  @Override
  public void remove(ThreadId thread) {
    removal.get().remove(this, thread, buckets.stored(thread));
  }

  @Override
  public Page before(ThreadId thread, long seq, int limit) {
    requireLimit(limit);
    Page newestFirst =
        page(
            thread,
            buckets.stored(thread).below(seq),
            limit,
            part -> statements.selectDescending(thread, part.range(), part.limit()));
    return new Page(newestFirst.messages().reversed(), newestFirst.more());
  }

  @Override
  public Page after(ThreadId thread, long seq, int limit) {
    requireLimit(limit);
    return page(
        thread,
        buckets.stored(thread).above(seq),
        limit,
        part -> statements.selectAscending(thread, part.range(), part.limit()));
  }

  @Override
  public Optional<Message> find(ThreadId thread, long seq) {
    return buckets
        .stored(thread)
        .holding(seq)
        .flatMap(
            bucket ->
                requests.rows(statements.selectOne(thread, bucket.number(), seq)).stream()
                    .findFirst())
        .map(row -> message(thread, row));
  }

  @Override
  public Optional<Message> find(ThreadId thread, long seq, LongPredicate counts) {
    return buckets
        .stored(thread)
        .holding(seq)
        .flatMap(
            bucket ->
                requests.rows(statements.selectOne(thread, bucket.number(), seq)).stream()
                    .findFirst()
                    .map(
                        row ->
                            edited(
                                unedited(thread, row),
                                lastEdit(thread, bucket.number(), seq, counts))));
  }

  private OptionalLong lastEdit(ThreadId thread, int bucket, long seq, LongPredicate counts) {
    return requests.rows(statements.changes().selectEdits(thread, bucket, seq)).stream()
        .flatMap(
            row -> {
              Set<Long> edits = row.getSet(0, Long.class);
              return edits == null ? Stream.<Long>empty() : edits.stream();
            })
        .mapToLong(Long::longValue)
        .filter(counts)
        .max();
  }

  private Message edited(Message message, OptionalLong edit) {
    return edit.stream()
        .mapToObj(seq -> find(message.thread(), seq))
        .flatMap(Optional::stream)
        .filter(found -> found.content() instanceof Content.Edit)
        .map(found -> Changed.edited(message, found.seq(), found.text()))
        .findFirst()
        .orElse(message);
  }

  @Override
  public long lastSeqBefore(ThreadId thread, long seq) {
    for (Buckets.Range range : buckets.stored(thread).below(seq)) {
      List<Row> found = requests.rows(statements.selectLastSeq(thread, range));
      if (!found.isEmpty()) {
        return found.getFirst().getLong(0);
      }
    }
    return Message.NONE;
  }

  /**
   * Keys are kept from when they were stored, which may be long after their message's time: so all
   * buckets are asked. A key that came twice may be in two of them: the lesser seq is it.
   */
  @Override
  public Optional<Message> firstOf(ThreadId thread, UserId sender, TempId tempId) {
    List<CompletableFuture<AsyncResultSet>> asked =
        buckets.stored(thread).ascending().stream()
            .map(
                bucket ->
                    requests.send(
                        statements.selectFirstSend(thread, bucket.number(), sender, tempId)))
            .toList();
    Requests.awaitAll(asked);
    return asked.stream()
        .flatMap(answer -> Requests.rows(answer).stream())
        .map(row -> row.getLong(0))
        .min(Comparator.naturalOrder())
        .flatMap(seq -> find(thread, seq));
  }

  @Override
  public List<ThreadId> threadsOf(UserId user, Optional<ThreadId> after, int limit) {
    requireLimit(limit);
    String from = after.map(ThreadId::value).orElse("");
    return requests.rows(statements.selectUserThreads(user, from, limit)).stream()
        .map(row -> new ThreadId(text(row, 0)))
        .toList();
  }

  private record Part(Buckets.Range range, int limit) {}

  /** One message more than asked for tells whether there are more. */
  private Page page(
      ThreadId thread, List<Buckets.Range> ranges, int limit, Function<Part, Statement<?>> select) {
    List<Message> found = new ArrayList<>();
    for (Buckets.Range range : ranges) {
      for (Row row : requests.rows(select.apply(new Part(range, limit + 1 - found.size())))) {
        found.add(message(thread, row));
      }
      if (found.size() > limit) {
        return new Page(found.subList(0, limit), true);
      }
    }
    return new Page(found, false);
  }

  private static Message message(ThreadId thread, Row row) {
    Message message = unedited(thread, row);
    // A withdrawn message has no words, whatever mark an edit has left behind.
    return message.content() instanceof Content.Deleted || row.isNull(8)
        ? message
        : Changed.edited(message, row.getLong(8), text(row, 9));
  }

  /** In its first words, unless it was withdrawn. */
  private static Message unedited(ThreadId thread, Row row) {
    return new Message(
        thread,
        new MessageId(row.getLong(2)),
        row.getLong(0),
        row.getLong(1),
        new UserId(text(row, 3)),
        new TempId(text(row, 4)),
        row.isNull(10) ? content(row) : new Content.Deleted(row.getLong(10)),
        row.getLong(7));
  }

  private static Content content(Row row) {
    String words = row.getString(5);
    if (words != null) {
      return new Content.Text(words);
    }
    try {
      return ContentCodec.decode(text(row, 6));
    } catch (MalformedFrame e) {
      throw new IllegalStateException("messages.content: " + e.getMessage(), e);
    }
  }

  private static String text(Row row, int column) {
    return Objects.requireNonNull(row.getString(column));
  }

  private static void requireLimit(int limit) {
    if (limit < 1 || limit > PAGE_MAX) {
      throw new IllegalArgumentException("limit: " + limit + " (expected: 1 to " + PAGE_MAX + ")");
    }
  }
}
