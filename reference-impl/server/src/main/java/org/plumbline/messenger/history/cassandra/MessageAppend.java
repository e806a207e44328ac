package org.plumbline.messenger.history.cassandra;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BatchableStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToIntFunction;
import org.plumbline.messenger.history.MessageHistory;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ThreadId;

/**
 * Stores messages: first the buckets that they open, then their rows, and beside the rows whatever
 * may come in any order. A thread's rows go in the order of their seqs, those of one bucket
 * together in a batch, which takes effect as a whole: a reader never sees a message before the one
 * in front of it.
 */
final class MessageAppend {

  /** A batch is one mutation, since all its rows have one key; beyond this it gains nothing. */
  private static final int BATCH_ROWS_MAX = 100;

  private static final int BATCH_CHARACTERS_MAX = 65_536;

  private final Requests requests;
  private final Statements statements;
  private final ThreadBuckets buckets;
  private final ChangeMarks changes;

  MessageAppend(Requests requests, Statements statements, ThreadBuckets buckets) {
    this.requests = requests;
    this.statements = statements;
    this.buckets = buckets;
    this.changes = new ChangeMarks(requests, statements, buckets);
  }

  /** What one thread's messages need. */
  private record Plan(
      Buckets buckets,
      List<Statement<?>> opening,
      List<Statement<?>> inOrder,
      List<Statement<?>> inAnyOrder) {

    static Plan empty(Buckets buckets) {
      return new Plan(buckets, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }
  }

  /** The keys of these messages are kept from now on. */
  void append(Collection<Message> messages) {
    append(messages, _ -> statements.repeatWindowSeconds());
  }

  /** The keys of these messages, which were stored elsewhere, are kept for what is left of it. */
  void adopt(Collection<Message> messages) {
    append(messages, sent -> statements.repeatWindowSeconds() - buckets.ageSeconds(sent));
    changes.eraseOwn(ChangeMarks.of(Content.Deleted.class, messages));
  }

  /** What a deletion withdraws is erased before anybody can read the deletion. */
  private void append(Collection<Message> messages, ToIntFunction<Message> keptSeconds) {
    List<Message> edits = ChangeMarks.of(Content.Edit.class, messages);
    List<Message> deletions = ChangeMarks.of(Content.Deletion.class, messages);
    changes.erase(deletions);
    List<Message> all = List.copyOf(messages);
    List<Message> kept = ChangeMarks.withoutWithdrawn(all, deletions);
    rows(kept, keptSeconds);
    changes.markEdited(edits);
    if (!edits.isEmpty() || !kept.equals(all)) {
      // What came together with its deletion, and edits that were noted just now.
      changes.erase(deletions);
    }
  }

  private void rows(Collection<Message> messages, ToIntFunction<Message> keptSeconds) {
    Map<ThreadId, List<Message>> byThread = byThread(messages);
    Map<ThreadId, Buckets> before = buckets.of(byThread);
    Map<ThreadId, Buckets> after = new HashMap<>();
    List<Statement<?>> opening = new ArrayList<>();
    List<List<Statement<?>>> rounds = new ArrayList<>();
    rounds.add(new ArrayList<>());
    byThread.forEach(
        (thread, ofThread) -> {
          Plan plan =
              plan(thread, ofThread, before.getOrDefault(thread, Buckets.NONE), keptSeconds);
          after.put(thread, plan.buckets());
          opening.addAll(plan.opening());
          rounds.getFirst().addAll(plan.inAnyOrder());
          for (int round = 0; round < plan.inOrder().size(); round++) {
            if (round == rounds.size()) {
              rounds.add(new ArrayList<>());
            }
            rounds.get(round).add(plan.inOrder().get(round));
          }
        });
    sendAll(opening);
    rounds.forEach(this::sendAll);
    buckets.remember(after);
  }

  private void sendAll(List<Statement<?>> together) {
    List<CompletableFuture<AsyncResultSet>> underWay = new ArrayList<>(together.size());
    together.forEach(statement -> underWay.add(requests.send(statement)));
    Requests.awaitAll(underWay);
  }

  private Plan plan(
      ThreadId thread,
      List<Message> ascending,
      Buckets before,
      ToIntFunction<Message> keptSeconds) {
    Plan plan = Plan.empty(before);
    // A direct thread's users stay the same; a group's are listed by the change that adds them.
    if (thread.isGroup() || !buckets.isKnown(thread)) {
      ascending.stream()
          .flatMap(message -> MessageHistory.listedFor(message).stream())
          .distinct()
          .forEach(member -> plan.inAnyOrder().add(statements.insertUserThread(member, thread)));
    }
    List<BatchableStatement<?>> batch = new ArrayList<>();
    int batchNumber = 0;
    int characters = 0;
    Buckets now = before;
    for (Message message : ascending) {
      Buckets.Bucket bucket =
          now.placeFor(
              message.seq(),
              buckets.numberOf(message),
              newest -> buckets.holdsLater(thread, newest, message.seq()));
      Buckets then = now.with(bucket);
      if (!then.equals(now)) {
        plan.opening().add(statements.insertBucket(thread, bucket));
        now = then;
      }
      characters += message.content().characters();
      if (!batch.isEmpty()
          && (bucket.number() != batchNumber
              || batch.size() >= BATCH_ROWS_MAX
              || characters > BATCH_CHARACTERS_MAX)) {
        plan.inOrder().add(together(batch));
        batch.clear();
        characters = message.content().characters();
      }
      batchNumber = bucket.number();
      batch.add(statements.insertMessage(message, bucket.number()));
      int kept = keptSeconds.applyAsInt(message);
      if (kept > 0) {
        batch.add(statements.insertFirstSend(message, bucket.number(), kept));
      }
    }
    plan.inOrder().add(together(batch));
    return new Plan(now, plan.opening(), plan.inOrder(), plan.inAnyOrder());
  }

  private static Statement<?> together(List<BatchableStatement<?>> rows) {
    return rows.size() == 1
        ? rows.getFirst()
        : BatchStatement.newInstance(BatchType.UNLOGGED, rows).setIdempotent(true);
  }

  private static Map<ThreadId, List<Message>> byThread(Collection<Message> messages) {
    Map<ThreadId, TreeMap<Long, Message>> sorted = new LinkedHashMap<>();
    for (Message message : messages) {
      sorted.computeIfAbsent(message.thread(), _ -> new TreeMap<>()).put(message.seq(), message);
    }
    Map<ThreadId, List<Message>> ascending = new LinkedHashMap<>();
    sorted.forEach((thread, bySeq) -> ascending.put(thread, List.copyOf(bySeq.values())));
    return ascending;
  }
}
