package org.plumbline.messenger.gateway;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.delivery.Acknowledgement;
import org.plumbline.messenger.delivery.MessageJourney;
import org.plumbline.messenger.history.HistoryUnavailable;
import org.plumbline.messenger.history.MessageHistory;
import org.plumbline.messenger.http.RequestRefused;
import org.plumbline.messenger.identity.MessageIds;
import org.plumbline.messenger.session.Connection;
import org.plumbline.messenger.session.Session;
import org.plumbline.messenger.session.SessionConfig;
import org.plumbline.protocol.ClientFrame;
import org.plumbline.protocol.CloseCode;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.FrameCodec;
import org.plumbline.protocol.MalformedFrame;
import org.plumbline.protocol.MediaId;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/**
 * {@code POST /user/v1/chat/message/send}: one message without a socket, on the very way that a
 * socket's message takes. The sender is the token's user, whatever the body says.
 */
@Controller("/user/v1/chat/message")
@ExecuteOn(TaskExecutors.BLOCKING)
final class SendController {

  /** Not the token's device: its own socket, if it has one, is to see the message too. */
  private static final DeviceId REQUEST = new DeviceId("http-request");

  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
  private static final List<String> TYPES = List.of("text", "image", "video");

  private final MessageJourney journey;
  private final MessageHistory history;
  private final SessionConfig limits;
  private final MessageIds ids;
  private final Acknowledgement acknowledgement;
  private final InstantSource clock;

  SendController(
      MessageJourney journey,
      MessageHistory history,
      SessionConfig limits,
      MessageIds ids,
      Acknowledgement acknowledgement,
      InstantSource clock) {
    this.journey = journey;
    this.history = history;
    this.limits = limits;
    this.ids = ids;
    this.acknowledgement = acknowledgement;
    this.clock = clock;
  }

  /**
   * What is sent. Exactly one of recipient, group and thread is named.
   *
   * @param type text (the default), image or video; the latter two with {@code media_id}
   * @param tempId the caller's name for the message: a repeat under the same name with {@code
   *     attempt} above 1 never makes a second message. Made up when it is missing
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Sending(
      @Nullable String recipientId,
      @Nullable String groupId,
      @Nullable String threadId,
      @Nullable String type,
      @Nullable String content,
      @Nullable String mediaId,
      @Nullable String tempId,
      @Nullable Integer attempt) {

    @Override
    public String toString() {
      return "Sending[" + tempId + "]";
    }
  }

  /** Where the message stands. */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Placed(String threadId, String tempId, String messageId, long seq) {}

  @Post("/send")
  Placed send(Authentication caller, @Body Sending sending) throws InterruptedException {
    UserId user = new UserId(caller.getName());
    ClientFrame.Send frame = frame(user, sending);
    Answer answer = new Answer();
    Session session =
        new Session(
            user, REQUEST, 0, Long.MAX_VALUE, limits.outboundBytesMax(), answer, clock.millis());
    journey.accept(session, frame);
    return frame.attempt() > 1 || acknowledgement.awaitsStorage()
        ? stored(user, frame, answer)
        : placed(frame, answer.within());
  }

  private ClientFrame.Send frame(UserId user, Sending sending) {
    try {
      return new ClientFrame.Send(
          thread(user, sending),
          new TempId(Objects.requireNonNullElseGet(sending.tempId(), () -> "http-" + ids.next())),
          Objects.requireNonNullElse(sending.attempt(), 1),
          content(sending));
    } catch (IllegalArgumentException e) {
      throw RequestRefused.malformed(String.valueOf(e.getMessage()));
    }
  }

  private static ThreadId thread(UserId user, Sending sending) {
    long named =
        Stream.of(sending.recipientId(), sending.groupId(), sending.threadId())
            .filter(Objects::nonNull)
            .count();
    if (named != 1) {
      throw RequestRefused.malformed(
          "recipient_id, group_id, thread_id: " + named + " of them (expected: exactly one)");
    }
    if (sending.recipientId() != null) {
      return ThreadId.direct(user, new UserId(sending.recipientId()));
    }
    return sending.groupId() != null
        ? ThreadId.group(sending.groupId())
        : new ThreadId(Objects.requireNonNull(sending.threadId()));
  }

  private static Content content(Sending sending) {
    String type = Objects.requireNonNullElse(sending.type(), "text");
    String words = Objects.requireNonNullElse(sending.content(), "");
    if (!TYPES.contains(type)) {
      throw RequestRefused.malformed("type: " + type + " (expected: one of " + TYPES + ")");
    }
    if (type.equals("text")) {
      return new Content.Text(words);
    }
    if (sending.mediaId() == null) {
      throw RequestRefused.malformed("media_id: missing (expected: that of an upload)");
    }
    return new Content.Media(
        Content.MediaKind.valueOf(type.toUpperCase(Locale.ROOT)),
        new MediaId(sending.mediaId()),
        "",
        0,
        words);
  }

  private static Placed placed(ClientFrame.Send frame, ServerFrame answer) {
    return switch (answer) {
      case ServerFrame.Sent sent ->
          new Placed(
              sent.thread().value(), sent.tempId().value(), sent.id().toString(), sent.seq());
      case ServerFrame.Failure failure -> throw refusal(failure);
      default -> throw new IllegalStateException("answered " + frame.tempId() + " with " + answer);
    };
  }

  private static RequestRefused refusal(ServerFrame.Failure failure) {
    Duration retryAfter = Duration.ofMillis(Math.max(1_000, failure.retryAfterMillis()));
    return switch (failure.code()) {
      case MALFORMED -> RequestRefused.malformed(failure.detail());
      case NOT_A_MEMBER, NOT_FRIENDS ->
          RequestRefused.of(HttpStatus.FORBIDDEN, failure.code().name(), failure.detail());
      case MEDIA_NOT_READY, NOT_CHANGEABLE ->
          RequestRefused.of(HttpStatus.CONFLICT, failure.code().name(), failure.detail());
      case THROTTLED -> RequestRefused.throttled(failure.detail(), retryAfter);
      case UNCONFIRMED, UNAVAILABLE ->
          RequestRefused.unavailable(failure.detail(), retryAfter, null);
    };
  }

  /** What the worker answers, it answers at a device's socket; here the history is looked at. */
  private Placed stored(UserId user, ClientFrame.Send frame, Answer answer)
      throws InterruptedException {
    long rounds = ANSWER_WITHIN.dividedBy(LOOK_AGAIN);
    for (long round = 0; round < rounds; round++) {
      if (answer.heard.isDone() && answer.within() instanceof ServerFrame.Failure failure) {
        throw refusal(failure);
      }
      Optional<Message> first = first(user, frame);
      if (first.isPresent()) {
        Message message = first.get();
        return new Placed(
            message.thread().value(),
            message.tempId().value(),
            message.id().toString(),
            message.seq());
      }
      TimeUnit.NANOSECONDS.sleep(LOOK_AGAIN.toNanos());
    }
    throw RequestRefused.unavailable(
        "temp_id: " + frame.tempId() + " (not stored yet)", RETRY_AFTER, null);
  }

  private Optional<Message> first(UserId user, ClientFrame.Send frame) {
    try {
      return history.firstOf(frame.thread(), user, frame.tempId());
    } catch (HistoryUnavailable e) {
      throw RequestRefused.unavailable("history cannot be reached now", RETRY_AFTER, e);
    }
  }

  /** A connection that carries one answer. */
  private static final class Answer implements Connection {
    private final CompletableFuture<ServerFrame> heard = new CompletableFuture<>();

    @Override
    public void write(byte[] frame, Runnable written) {
      try {
        heard.complete(FrameCodec.decodeServer(frame));
      } catch (MalformedFrame e) {
        heard.completeExceptionally(e);
      }
      written.run();
    }

    @Override
    public void close(CloseCode code, String reason) {
      heard.completeExceptionally(new IllegalStateException(code + ": " + reason));
    }

    ServerFrame within() throws InterruptedException {
      try {
        return heard.get(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException | ExecutionException e) {
        throw RequestRefused.unavailable(
            "the log did not confirm in time; repeat it with attempt 2", RETRY_AFTER, e);
      }
    }
  }
}
