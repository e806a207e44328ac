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

/**
 * {@code GET /thread/v1}, {@code GET /thread/v1/{thread_id}/messages} and {@code GET
 * /thread/v1/{thread_id}/messages/{seq}/readers}.
 */
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
  private final ThreadList list;
  private final Timer readTimer;

  ThreadController(ThreadReader reader, ThreadList list, MeterRegistry metrics) {
    this.reader = reader;
    this.list = list;
    this.readTimer =
        Timer.builder("messenger.history.read")
            .description("One read of history over HTTP, the wait for a seen seq included")
            .serviceLevelObjectives(BUCKETS)
            .register(metrics);
  }

  @Get
  ThreadBodies.Threads threads(
      Authentication caller,
      @QueryValue @Nullable String order,
      @QueryValue @Nullable String limit,
      @QueryValue @Nullable String cursor) {
    UserId user = new UserId(caller.getName());
    int size = limit(limit);
    boolean recent = isRecent(order);
    List<ThreadList.Summary> found =
        timed(() -> recent ? byRecency(user, cursor, size) : byId(user, cursor, size));
    List<ThreadBodies.ThreadBody> threads =
        found.stream().map(ThreadBodies.ThreadBody::of).toList();
    // A full page may be the last one: then the next is empty, which costs one request at most.
    return new ThreadBodies.Threads(
        threads, found.size() < size ? null : cursorAfter(recent, found.getLast()));
  }

  private static boolean isRecent(@Nullable String order) {
    return switch (order == null ? "id" : order) {
      case "id" -> false;
      case "recent" -> true;
      default -> throw RequestRefused.malformed("order: " + order + " (expected: id or recent)");
    };
  }

  private List<ThreadList.Summary> byId(UserId user, @Nullable String cursor, int size) {
    return list.byId(user, cursor == null ? null : thread("cursor", cursor), size);
  }

  private List<ThreadList.Summary> byRecency(UserId user, @Nullable String cursor, int size) {
    return list.byRecency(user, cursor == null ? null : place(cursor), size)
        .orElseThrow(
            () ->
                RequestRefused.malformed(
                    "order: recent (expected: id, for a user of so many threads)"));
  }

  private static String cursorAfter(boolean recent, ThreadList.Summary last) {
    Message message = last.last();
    return recent
        ? (message == null ? 0 : message.sentAtMillis()) + "," + last.thread()
        : last.thread().value();
  }

  private static ThreadList.Place place(String cursor) {
    int comma = cursor.indexOf(',');
    if (comma < 0) {
      throw RequestRefused.malformed(
          "cursor: (expected: next of a page by recency, as it was given)");
    }
    return new ThreadList.Place(
        number("cursor", cursor.substring(0, comma), 0, Long.MAX_VALUE),
        thread("cursor", cursor.substring(comma + 1)));
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
    ThreadReader.From from = from(before, after);
    int size = limit(limit);
    long seenSeq = seen == null ? Message.NONE : number("seen", seen, 0, Long.MAX_VALUE);
    return switch (timed(
        () -> reader.page(new UserId(caller.getName()), thread, from, size, seenSeq))) {
      case ThreadReader.Answer.Found(var page) ->
          new ThreadBodies.Messages(
              page.messages().stream().map(ThreadBodies.MessageBody::of).toList(),
              next(page, from));
      case ThreadReader.Answer.NotStoredYet _ ->
          throw RequestRefused.unavailable(
              "seen: " + seenSeq + " (not stored yet)", RETRY_AFTER, null);
      case ThreadReader.Answer.NotAMember _ ->
          throw RequestRefused.of(
              HttpStatus.FORBIDDEN, "NOT_A_MEMBER", "thread_id: " + thread + " (not a member)");
    };
  }

  @Get("/{thread_id}/messages/{seq}/readers")
  ThreadBodies.Readers readers(
      Authentication caller,
      @PathVariable("thread_id") String threadId,
      @PathVariable String seq,
      @QueryValue @Nullable String limit,
      @QueryValue @Nullable String cursor) {
    ThreadId thread = thread("thread_id", threadId);
    long place = number("seq", seq, 0, Long.MAX_VALUE);
    int size = limit(limit);
    String after = cursor == null ? "" : user("cursor", cursor).value();
    return timed(() -> reader.readers(new UserId(caller.getName()), thread, place, after, size))
        .map(ThreadBodies.Readers::of)
        .orElseThrow(
            () ->
                RequestRefused.of(
                    HttpStatus.NOT_FOUND,
                    "NO_SUCH_MESSAGE",
                    "seq: " + place + " (expected: a message that this user may see)"));
  }

  private static @Nullable Long next(MessageHistory.Page page, ThreadReader.From from) {
    if (!page.more() || page.messages().isEmpty()) {
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

  private static UserId user(String field, String text) {
    try {
      return new UserId(text);
    } catch (IllegalArgumentException e) {
      throw RequestRefused.malformed(
          String.valueOf(e.getMessage()).replaceFirst("^user_id", field));
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
