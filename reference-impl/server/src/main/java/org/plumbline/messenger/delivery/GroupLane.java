package org.plumbline.messenger.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.membership.GroupConfig;
import org.plumbline.messenger.membership.GroupRecord;
import org.plumbline.messenger.membership.MembershipLog;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of those entries of groups that would hold up all others: a change waits until the feed
 * has it, and a message to many takes many round trips. Each thread's jobs are done one after
 * another; a thread that has one under way has its later entries behind it. What waits here is
 * bounded by what the log lets be in hand.
 *
 * <p>A change is in the feed before anyone is told of it and before any message behind it is
 * stored. So a node that reads a message from the history, and then the feed to its end, knows of
 * every change in front of that message.
 */
@Singleton
public final class GroupLane {

  private static final Logger LOG = LoggerFactory.getLogger(GroupLane.class);

  /**
   * Entries of one thread that go together.
   *
   * @param published what the feed has to know before the rest is done
   */
  record Job(
      ThreadId thread,
      @Nullable GroupRecord published,
      List<Message> messages,
      List<Parcel> parcels) {

    void add(Message message, List<Parcel> told) {
      messages.add(message);
      parcels.addAll(told);
    }
  }

  private record Started(CompletableFuture<@Nullable Void> stored, List<Round> rounds) {}

  private final GroupConfig config;
  private final MembershipLog feed;
  private final GroupListing listing;
  private final Persistence persistence;
  private final Router router;
  private final Timer fanout;
  private final ExecutorService executor;
  private final Executor later;
  private final Map<ThreadId, CompletableFuture<@Nullable Void>> tails = new ConcurrentHashMap<>();

  public GroupLane(
      DeliveryConfig delivery,
      GroupConfig config,
      MembershipLog feed,
      GroupListing listing,
      Persistence persistence,
      Router router,
      MeterRegistry meters) {
    this.config = config;
    this.feed = feed;
    this.listing = listing;
    this.persistence = persistence;
    this.router = router;
    this.fanout =
        Timer.builder("messenger.group.fanout")
            .description("First look for the members of a group, chunk by chunk")
            .serviceLevelObjectives(JourneyMeters.BOUNDS)
            .register(meters);
    this.executor =
        Executors.newFixedThreadPool(
            config.laneThreads(),
            Thread.ofPlatform().name("group-lane-", 0).daemon(true).factory());
    this.later =
        CompletableFuture.delayedExecutor(
            delivery.retryAfter().toNanos(), TimeUnit.NANOSECONDS, executor);
  }

  @PreDestroy
  void stop() {
    executor.shutdown();
  }

  /** Whether entries of the thread are on their way here. */
  boolean isBusy(ThreadId thread) {
    return tails.containsKey(thread);
  }

  /** Takes jobs in. Completes when nothing of them would be lost if this process died now. */
  CompletableFuture<@Nullable Void> take(List<Job> jobs) {
    return CompletableFuture.allOf(jobs.stream().map(this::take).toArray(CompletableFuture[]::new))
        .<@Nullable Void>thenApply(_ -> null);
  }

  private CompletableFuture<@Nullable Void> take(Job job) {
    CompletableFuture<@Nullable Void> before =
        tails.getOrDefault(job.thread(), CompletableFuture.completedFuture(null));
    CompletableFuture<Started> started =
        before
            // Not on the worker's thread: the feed's client may wait for Kafka's metadata.
            .thenComposeAsync(_ -> published(job), executor)
            .thenApplyAsync(_ -> start(job), executor);
    CompletableFuture<@Nullable Void> listed = listing.write(job.published());
    CompletableFuture<@Nullable Void> tail = started.handle((_, _) -> null);
    tails.put(job.thread(), tail);
    var _ = tail.whenComplete((_, _) -> tails.remove(job.thread(), tail));
    return started.thenCompose(this::finish).thenCombine(listed, (_, _) -> null);
  }

  private CompletableFuture<@Nullable Void> published(Job job) {
    GroupRecord record = job.published();
    if (record == null) {
      return CompletableFuture.<@Nullable Void>completedFuture(null);
    }
    return publish(record);
  }

  private CompletableFuture<@Nullable Void> publish(GroupRecord record) {
    return feed.publish(record)
        .handle((_, failure) -> failure)
        .thenCompose(
            failure -> {
              if (failure == null) {
                return CompletableFuture.<@Nullable Void>completedFuture(null);
              }
              LOG.warn("{} could not be published yet: {}", record.thread(), failure.toString());
              return CompletableFuture.<@Nullable Void>completedFuture(null)
                  .thenComposeAsync(_ -> publish(record), later);
            });
  }

  private Started start(Job job) {
    CompletableFuture<@Nullable Void> stored = persistence.store(job.messages());
    List<Round> rounds = new ArrayList<>();
    fanout.record(
        () -> {
          for (List<Parcel> chunk : chunks(job.parcels())) {
            rounds.add(router.firstLook(chunk));
          }
        });
    return new Started(stored, rounds);
  }

  private CompletableFuture<@Nullable Void> finish(Started started) {
    return started
        .stored()
        .thenCompose(
            _ ->
                CompletableFuture.allOf(
                    started.rounds().stream()
                        .map(router::secondLook)
                        .toArray(CompletableFuture[]::new)))
        .<@Nullable Void>thenApply(_ -> null);
  }

  private List<List<Parcel>> chunks(List<Parcel> parcels) {
    List<List<Parcel>> chunks = new ArrayList<>();
    for (Parcel parcel : parcels) {
      List<UserId> recipients = parcel.recipients();
      for (int from = 0; from < recipients.size(); from += config.chunkMax()) {
        chunks.add(
            List.of(
                parcel.forThese(
                    recipients.subList(
                        from, Math.min(recipients.size(), from + config.chunkMax())))));
      }
    }
    return chunks;
  }
}
