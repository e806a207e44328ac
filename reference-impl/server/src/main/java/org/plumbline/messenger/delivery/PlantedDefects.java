package org.plumbline.messenger.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.identity.MessageIds;
import org.plumbline.messenger.log.LogEntry;
import org.plumbline.messenger.log.LogEntry.Submission;
import org.plumbline.messenger.log.MessageLog;
import org.plumbline.messenger.node.FaultConfig;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.FrameCodec;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.MessageId;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.ThreadId;

/**
 * Makes a messenger that is truly wrong, so that a drill can show that it would see it. It stands
 * between the log and the worker: what it does is delivered and stored alike, so no device repairs
 * it by syncing, and what the sender was told stays as it was. It touches first attempts of words
 * in direct threads, each {@code every}-th of them that this worker takes.
 */
@Singleton
@Primary
@Requires(property = FaultConfig.ENABLED, value = "true")
public final class PlantedDefects implements MessageLog.Worker {

  /** What is wrong. */
  public enum Defect {
    NONE,
    /** A message that was confirmed is neither delivered nor stored. */
    DROP,
    /** It is there twice: the same words under the same name, with another id and a later seq. */
    DUPLICATE,
    /** It and the thread's next one stand in each other's places. */
    REORDER,
    /** Its last character is another one. */
    CORRUPT
  }

  /**
   * What is planted.
   *
   * @param every each how many messages; at least 1
   */
  public record Plan(Defect defect, int every) {
    public Plan {
      if (every < 1) {
        throw new IllegalArgumentException("every: " + every + " (expected: >= 1)");
      }
    }
  }

  private final MessageJourney journey;
  private final Router router;
  private final Persistence persistence;
  private final MessageLog log;
  private final MessageIds ids;
  private final Counter planted;
  private final Set<MessageId> copies = ConcurrentHashMap.newKeySet();
  // By the worker's thread alone.
  private final Map<ThreadId, LogEntry> held = new HashMap<>();
  private long seen;
  private volatile Plan plan = new Plan(Defect.NONE, 1);

  PlantedDefects(
      MessageJourney journey,
      Router router,
      Persistence persistence,
      MessageLog log,
      MessageIds ids,
      MeterRegistry meters) {
    this.journey = journey;
    this.router = router;
    this.persistence = persistence;
    this.log = log;
    this.ids = ids;
    this.planted = meters.counter("messenger.defects.planted");
  }

  /** From now on; those that wait for the next message of their thread still do. */
  public void plan(Plan next) {
    plan = next;
  }

  public Plan plan() {
    return plan;
  }

  /** How many were planted since the start. */
  public long planted() {
    return (long) planted.count();
  }

  @Override
  public CompletableFuture<@Nullable Void> take(List<LogEntry> entries) {
    List<LogEntry> altered = new ArrayList<>();
    List<LogEntry> again = new ArrayList<>();
    for (LogEntry entry : entries) {
      if (copies.remove(entry.submission().id())) {
        again.add(entry);
      } else {
        alter(entry, altered);
      }
    }
    return journey.take(altered).thenCombine(deliverAgain(again), (_, _) -> null);
  }

  private void alter(LogEntry entry, List<LogEntry> altered) {
    LogEntry waiting = held.remove(entry.submission().thread());
    if (waiting != null) {
      altered.add(new LogEntry(waiting.seq(), entry.submission()));
      altered.add(new LogEntry(entry.seq(), waiting.submission()));
      return;
    }
    Defect defect = isDue(entry.submission()) ? plan.defect() : Defect.NONE;
    switch (defect) {
      case NONE -> altered.add(entry);
      case DROP -> {}
      case DUPLICATE -> {
        altered.add(entry);
        appendCopy(entry.submission());
      }
      case REORDER -> held.put(entry.submission().thread(), entry);
      case CORRUPT -> altered.add(new LogEntry(entry.seq(), corrupted(entry.submission())));
    }
    if (defect != Defect.NONE) {
      planted.increment();
    }
  }

  private boolean isDue(Submission submission) {
    return plan.defect() != Defect.NONE
        && !submission.thread().isGroup()
        && !submission.isAnsweredByWorker()
        && submission.content() instanceof Content.Text words
        && !words.text().isEmpty()
        && ++seen % plan.every() == 0;
  }

  private static Submission corrupted(Submission submission) {
    String words = submission.content().text();
    char other = words.endsWith("#") ? '%' : '#';
    return saying(
        submission,
        submission.id(),
        new Content.Text(words.substring(0, words.length() - 1) + other));
  }

  private static Submission saying(Submission submission, MessageId id, Content content) {
    return new Submission(
        submission.thread(),
        id,
        submission.sender(),
        submission.device(),
        submission.tempId(),
        submission.attempt(),
        content,
        submission.acceptedAtMillis());
  }

  /** Through the log, which alone gives a place of its own; the worker would see a repeat. */
  private void appendCopy(Submission submission) {
    MessageId id = ids.next();
    copies.add(id);
    var _ = log.append(saying(submission, id, submission.content()));
  }

  private CompletableFuture<@Nullable Void> deliverAgain(List<LogEntry> again) {
    if (again.isEmpty()) {
      return CompletableFuture.<@Nullable Void>completedFuture(null);
    }
    List<Message> messages =
        again.stream().map(entry -> entry.message(ThreadOrder.PREV_UNKNOWN)).toList();
    List<Parcel> parcels = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      Submission submission = again.get(i).submission();
      parcels.add(
          new Parcel(
              FrameCodec.encode(new ServerFrame.Receive(messages.get(i))),
              submission.acceptedAtMillis(),
              submission.thread().directUsers(),
              submission.sender(),
              submission.device(),
              Parcel.Audience.OTHERS));
    }
    Round round = router.firstLook(parcels);
    return persistence.store(messages).thenCompose(_ -> router.secondLook(round));
  }

  @Override
  public void shareChanged() {
    held.clear();
    journey.shareChanged();
  }
}
