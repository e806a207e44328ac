package org.plumbline.messenger.delivery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Requires;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.plumbline.messenger.log.LogEntry;
import org.plumbline.messenger.log.LogEntry.Submission;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.FrameCodec;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code route=direct}, as four of the documents propose: the sender's node hands a message of a
 * direct thread to its devices itself, once the log has confirmed it and so given it a seq. The
 * worker stores it and sees to a push for whoever has no session; it delivers it to nobody.
 *
 * <p>What this gives up, each until the device syncs: a message whose sender's node dies between
 * the log's confirmation and the handing over; one that meets a broken link, a directory that is
 * away or an old address, since there is one look and no second. A device that connects between the
 * look and storage is missed as well. And order: the node knows what its own sender said before
 * ({@code prev}), not what others said. A message that reaches a device behind a later one of
 * another sender is taken for a repeat there, and is seen in the history alone.
 *
 * <p>Left to the worker: repeats, whose first seq it alone knows, and edits and deletions, which it
 * may refuse.
 */
@Singleton
@Requires(property = StrategyConfig.ROUTE, value = "direct")
final class RouteDirect implements Route {

  private static final Logger LOG = LoggerFactory.getLogger(RouteDirect.class);
  private static final int WAITING_MAX = 10_000;
  private static final int BATCH_MAX = 500;
  private static final int STREAMS_MAX = 200_000;

  /** What one device says in one thread: the only order that its node knows. */
  private record Stream(ThreadId thread, UserId user, DeviceId device) {}

  private final Router router;
  private final Counter handed;
  private final Counter unreached;
  private final Counter dropped;
  private final BlockingQueue<LogEntry> waiting = new LinkedBlockingQueue<>(WAITING_MAX);
  private final Cache<Stream, Long> last = Caffeine.newBuilder().maximumSize(STREAMS_MAX).build();
  private final Thread thread =
      Thread.ofPlatform().name("direct-route").daemon(true).unstarted(this::run);

  RouteDirect(Router router, MeterRegistry meters) {
    this.router = router;
    this.handed = meters.counter("messenger.direct", "outcome", "handed");
    this.unreached = meters.counter("messenger.direct", "outcome", "unreached");
    this.dropped = meters.counter("messenger.direct", "outcome", "dropped");
  }

  @PostConstruct
  void start() {
    thread.start();
  }

  @PreDestroy
  void stop() {
    thread.interrupt();
  }

  private static boolean isOurs(Submission submission) {
    return !submission.thread().isGroup() && !submission.isAnsweredByWorker();
  }

  @Override
  public void accepted(Submission submission, CompletableFuture<Long> appended) {
    if (isOurs(submission)) {
      var _ =
          appended.thenAccept(
              seq -> {
                if (!waiting.offer(new LogEntry(seq, submission))) {
                  dropped.increment();
                }
              });
    }
  }

  @Override
  public Parcel.Audience leftToWorker(Submission submission) {
    return isOurs(submission) ? Parcel.Audience.NOBODY : Parcel.Audience.OTHERS;
  }

  private void run() {
    List<LogEntry> taken = new ArrayList<>();
    try {
      while (true) {
        taken.add(waiting.take());
        waiting.drainTo(taken, BATCH_MAX - 1);
        hand(taken);
        taken.clear();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void hand(List<LogEntry> entries) {
    try {
      Round round = router.firstLook(entries.stream().map(this::parcel).toList());
      var _ =
          round
              .handed()
              .whenComplete(
                  (_, failure) -> (failure == null ? handed : unreached).increment(entries.size()));
    } catch (RuntimeException e) {
      // One batch that cannot be handed over must not end the thread.
      LOG.error("{} messages were not handed over", entries.size(), e);
      unreached.increment(entries.size());
    }
  }

  private Parcel parcel(LogEntry entry) {
    Submission submission = entry.submission();
    Stream stream = new Stream(submission.thread(), submission.sender(), submission.device());
    Long before = last.asMap().put(stream, entry.seq());
    long prev = Objects.requireNonNullElse(before, ThreadOrder.PREV_UNKNOWN);
    return new Parcel(
        FrameCodec.encode(new ServerFrame.Receive(entry.message(prev))),
        submission.acceptedAtMillis(),
        submission.thread().directUsers(),
        submission.sender(),
        submission.device(),
        Parcel.Audience.OTHERS);
  }
}
