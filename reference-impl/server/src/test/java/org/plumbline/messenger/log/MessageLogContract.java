package org.plumbline.messenger.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.log.LogEntry.Submission;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.MessageId;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/** What every log keeps. */
public interface MessageLogContract {

  /** A log of its own, empty. */
  MessageLog log();

  static Submission submission(String other, int number) {
    return new Submission(
        ThreadId.direct(new UserId("ada"), new UserId(other)),
        new MessageId(number),
        new UserId("ada"),
        new DeviceId("phone"),
        new TempId("t-" + number),
        1,
        "text " + number,
        1_800_000_000_000L);
  }

  /** Takes what comes and says that it is safe. */
  final class Taking implements MessageLog.Worker {
    private final List<LogEntry> taken = Collections.synchronizedList(new ArrayList<>());

    @Override
    public CompletableFuture<@Nullable Void> take(List<LogEntry> entries) {
      taken.addAll(entries);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void shareChanged() {
      // Nothing is remembered.
    }

    public List<LogEntry> await(int count) {
      long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (taken.size() < count) {
        assertThat(System.nanoTime()).as(count + " entries within 30 s").isLessThan(deadline);
        LockSupport.parkNanos(1_000_000);
      }
      return List.copyOf(taken);
    }
  }

  @Test
  default void shouldHandOnAThreadsEntriesInTheOrderOfTheirSeqs() throws Exception {
    MessageLog log = log();
    Taking worker = new Taking();
    log.work(worker);
    List<CompletableFuture<Long>> appended = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      appended.add(log.append(submission("bob", i)));
    }
    List<Long> seqs = new ArrayList<>();
    for (CompletableFuture<Long> each : appended) {
      seqs.add(each.get(30, TimeUnit.SECONDS));
    }
    assertThat(seqs).isSorted().doesNotHaveDuplicates();
    List<LogEntry> taken = worker.await(200);
    assertThat(taken).extracting(LogEntry::seq).containsExactlyElementsOf(seqs);
    assertThat(taken).extracting(entry -> entry.submission().id().value()).isSorted();
    log.stop();
  }

  @Test
  default void shouldHandOnEverythingThatWasAppendedBeforeTheWorkBegan() throws Exception {
    MessageLog log = log();
    for (int i = 0; i < 20; i++) {
      log.append(submission("user" + i, i)).get(30, TimeUnit.SECONDS);
    }
    Taking worker = new Taking();
    log.work(worker);
    assertThat(worker.await(20))
        .extracting(entry -> entry.submission().tempId().value())
        .doesNotHaveDuplicates()
        .hasSize(20);
    log.stop();
  }
}
