package org.plumbline.messenger.poll;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.account.Identity;
import org.plumbline.messenger.account.Tokens;
import org.plumbline.messenger.gateway.Frames;
import org.plumbline.messenger.http.RequestRefused;
import org.plumbline.messenger.poll.PollConnection.Batch;
import org.plumbline.messenger.session.SessionConfig;

/**
 * {@code /poll/v1}: a session without a socket. A request for frames may wait ({@code wait} above
 * 0, long polling) or not (short polling). No thread waits with it: it is a future that the next
 * frame completes.
 */
@Controller("/poll/v1")
final class PollController {

  private static final long WAIT_SECONDS_MAX = 30;

  private final PollSessions sessions;
  private final PollConfig config;
  private final SessionConfig limits;
  private final Tokens tokens;
  private final Frames frames;

  PollController(
      PollSessions sessions,
      PollConfig config,
      SessionConfig limits,
      Tokens tokens,
      Frames frames) {
    this.sessions = sessions;
    this.config = config;
    this.limits = limits;
    this.tokens = tokens;
    this.frames = frames;
  }

  /** Opens a session of the token's device, as an upgrade does; the WELCOME is its first frame. */
  @Post("/open")
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<byte[]> open(@Header(HttpHeaders.AUTHORIZATION) String authorization) {
    return answer(sessions.open(identity(authorization)));
  }

  /**
   * What came since.
   *
   * @param after the {@code ack} of the last answer: its frames are dropped, all later ones given
   * @param wait seconds to wait for the next frame when there is none, 0 to 30
   */
  @Get("/frames")
  CompletableFuture<HttpResponse<byte[]>> next(
      @Header(HttpHeaders.AUTHORIZATION) String authorization,
      @QueryValue String session,
      @QueryValue(defaultValue = "0") long after,
      @QueryValue(defaultValue = "0") long wait) {
    if (wait < 0 || wait > WAIT_SECONDS_MAX) {
      throw RequestRefused.malformed(
          "wait: " + wait + " (expected: 0 to " + WAIT_SECONDS_MAX + ")");
    }
    PollSession polled = sessions.of(session, identity(authorization));
    PollConnection connection = polled.connection();
    if (after < 0 || after > connection.last()) {
      throw RequestRefused.malformed("after: " + after + " (expected: 0 to the last ack)");
    }
    frames.heardOf(polled.session());
    connection.acknowledge(after);
    if (wait == 0) {
      return CompletableFuture.completedFuture(answer(polled));
    }
    return connection
        .awaitSomething()
        .completeOnTimeout(true, longest(wait).toMillis(), TimeUnit.MILLISECONDS)
        .thenApplyAsync(mine -> mine ? answer(polled) : superseded(polled), sessions.executor());
  }

  /** Frames of the device, taken in their order; what there is to say of them comes as frames. */
  @Post("/frames")
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<byte[]> take(
      @Header(HttpHeaders.AUTHORIZATION) String authorization,
      @QueryValue String session,
      @Body byte[] body) {
    PollSession polled = sessions.of(session, identity(authorization));
    List<byte[]> sent = FrameArrays.split(body);
    if (polled.connection().isEnded()) {
      return answer(polled);
    }
    frames.heardOf(polled.session());
    polled.sending().lock();
    try {
      sent.forEach(frame -> frames.take(polled.session(), frame));
    } finally {
      polled.sending().unlock();
    }
    return HttpResponse.status(HttpStatus.NO_CONTENT);
  }

  /** The device leaves, as with a close frame. */
  @Post("/close")
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<byte[]> close(
      @Header(HttpHeaders.AUTHORIZATION) String authorization, @QueryValue String session) {
    sessions.leave(sessions.of(session, identity(authorization)));
    return HttpResponse.status(HttpStatus.NO_CONTENT);
  }

  /** A silent wait must not look like a device that is gone. */
  private Duration longest(long waitSeconds) {
    Duration asked = Duration.ofSeconds(waitSeconds);
    Duration allowed =
        config.waitMax().compareTo(limits.heartbeatInterval()) < 0
            ? config.waitMax()
            : limits.heartbeatInterval();
    return asked.compareTo(allowed) < 0 ? asked : allowed;
  }

  private Identity identity(@Nullable String authorization) {
    return tokens
        .verifyHeader(authorization)
        .orElseThrow(
            () ->
                RequestRefused.of(
                    HttpStatus.UNAUTHORIZED, "UNAUTHORIZED", "a valid token is needed"));
  }

  private static HttpResponse<byte[]> answer(PollSession polled) {
    return answer(polled, polled.connection().batch());
  }

  /** A newer request waits in this one's place, and gets the frames. */
  private static HttpResponse<byte[]> superseded(PollSession polled) {
    return answer(polled, new Batch(0, List.of(), null));
  }

  private static HttpResponse<byte[]> answer(PollSession polled, Batch batch) {
    MutableHttpResponse<byte[]> response =
        HttpResponse.status(batch.ending() == null ? HttpStatus.OK : HttpStatus.GONE);
    return response
        .body(FrameArrays.answer(polled.id(), batch))
        .contentType(MediaType.APPLICATION_JSON_TYPE)
        .header(HttpHeaders.CACHE_CONTROL, "no-store");
  }
}
