package org.plumbline.messenger.history;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.authentication.Authentication;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.http.RequestRefused;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/** {@code GET /thread/v1} and {@code GET /thread/v1/{thread_id}/messages}. */
@Controller("/thread/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ThreadController {

  private static final int LIMIT_DEFAULT = 50;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(20),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(200),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(2),
    Duration.ofSeconds(5)
  };

  private final ThreadReader reader;
  private final Timer readTimer;

  ThreadController(ThreadReader reader, MeterRegistry metrics) {
    this.reader = reader;
    this.readTimer =
        Timer.builder("messenger.history.read")
            .description("One read of history over HTTP, the wait for a seen seq included")
            .serviceLevelObjectives(BUCKETS)
            .register(metrics);
  }

  @Get
  ThreadBodies.Threads threads(
      Authentication caller,
      @QueryValue @Nullable String limit,
      @QueryValue @Nullable String cursor) {
    UserId user = new UserId(caller.getName());
    int size = limit(limit);
    ThreadId after = cursor == null ? null : thread("cursor", cursor);
    List<ThreadBodies.ThreadBody> threads =
        timed(() -> reader.threads(user, after, size)).stream()
            .map(ThreadBodies.ThreadBody::of)
            .toList();
    // A full page may be the last one: then the next is empty, which costs one request at most.
    return new ThreadBodies.Threads(
        threads, threads.size() < size ? null : threads.getLast().threadId());
  }

  @Get("/{thread_id}/messages")
  ThreadBodies.Messages messages(
      Authentication caller,
      @PathVariable("thread_id") String threadId,
      @QueryValue @Nullable String before,
      @QueryValue @Nullable String after,
      @QueryValue @Nullable String limit,
      @QueryValue @Nullable String seen) {
    ThreadId thread = thread("thread_id", threadId);
    if (!thread.isDirectOf(new UserId(caller.getName()))) {
      throw RequestRefused.of(
          HttpStatus.FORBIDDEN, "NOT_A_MEMBER", "thread_id: " + thread + " (not a member)");
    }
    ThreadReader.From from = from(before, after);
    int size = limit(limit);
    long seenSeq = seen == null ? Message.NONE : number("seen", seen, 0, Long.MAX_VALUE);
    MessageHistory.Page page =
        timed(() -> reader.page(thread, from, size, seenSeq))
            .orElseThrow(
                () ->
                    RequestRefused.unavailable(
                        "seen: " + seenSeq + " (not stored yet)", RETRY_AFTER, null));
    return new ThreadBodies.Messages(
        page.messages().stream().map(ThreadBodies.MessageBody::of).toList(), next(page, from));
  }

  private static @Nullable Long next(MessageHistory.Page page, ThreadReader.From from) {
    if (!page.more()) {
      return null;
    }
    return switch (from) {
      case ThreadReader.From.Before _ -> page.messages().getFirst().seq();
      case ThreadReader.From.After _ -> page.messages().getLast().seq();
    };
  }

  private static ThreadReader.From from(@Nullable String before, @Nullable String after) {
    if (before != null && after != null) {
      throw RequestRefused.malformed("before, after: both (expected: at most one of them)");
    }
    if (after != null) {
      return new ThreadReader.From.After(number("after", after, Message.NONE, Long.MAX_VALUE));
    }
    return new ThreadReader.From.Before(
        before == null ? Long.MAX_VALUE : number("before", before, 0, Long.MAX_VALUE));
  }

  private static int limit(@Nullable String limit) {
    return limit == null
        ? LIMIT_DEFAULT
        : Math.toIntExact(number("limit", limit, 1, MessageHistory.PAGE_MAX));
  }

  private static long number(String field, String text, long least, long most) {
    String expected = most == Long.MAX_VALUE ? ">= " + least : least + " to " + most;
    try {
      long value = Long.parseLong(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw RequestRefused.malformed(field + ": not a number (expected: " + expected + ")");
    }
    throw RequestRefused.malformed(field + ": " + text + " (expected: " + expected + ")");
  }

  private static ThreadId thread(String field, String text) {
    try {
      return new ThreadId(text);
    } catch (IllegalArgumentException e) {
      String detail = String.valueOf(e.getMessage());
      throw RequestRefused.malformed(detail.replaceFirst("^thread_id", field));
    }
  }

  private <T> T timed(Supplier<T> read) {
    Timer.Sample sample = Timer.start();
    try {
      return read.get();
    } catch (HistoryUnavailable e) {
      throw RequestRefused.unavailable("history cannot be reached now", RETRY_AFTER, e);
    } finally {
      sample.stop(readTimer);
    }
  }
}
