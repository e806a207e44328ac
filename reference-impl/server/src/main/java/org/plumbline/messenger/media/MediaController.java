package org.plumbline.messenger.media;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.authentication.Authentication;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.history.HistoryUnavailable;
import org.plumbline.messenger.http.RequestRefused;
import org.plumbline.messenger.media.Downloads.Answer;
import org.plumbline.messenger.media.Uploads.Announced;
import org.plumbline.messenger.media.Uploads.Checked;
import org.plumbline.messenger.membership.Memberships;
import org.plumbline.messenger.membership.MembershipsUnavailable;
import org.plumbline.protocol.Content.MediaKind;
import org.plumbline.protocol.ErrorCode;
import org.plumbline.protocol.MediaId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/**
 * {@code POST /media/v1/uploads}, {@code POST /media/v1/uploads/{media_id}/complete} and {@code GET
 * /media/v1/{media_id}}.
 */
@Controller("/media/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class MediaController {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
  private static final Duration DECIDED_WITHIN = Duration.ofSeconds(5);

  private final Uploads uploads;
  private final Downloads downloads;
  private final Memberships memberships;

  MediaController(Uploads uploads, Downloads downloads, Memberships memberships) {
    this.uploads = uploads;
    this.downloads = downloads;
    this.memberships = memberships;
  }

  @Post("/uploads")
  HttpResponse<MediaBodies.Upload> begin(
      Authentication caller, @Body MediaBodies.Announcement announcement) {
    UserId user = new UserId(caller.getName());
    String threadId = announcement.threadId();
    if (threadId != null) {
      requireWriter(user, read(threadId, ThreadId::new));
    }
    Announced announced = announced(announcement);
    return available(() -> uploads.begin(user, announced))
        .map(begun -> HttpResponse.created(MediaBodies.Upload.of(begun)))
        .orElseThrow(
            () ->
                RequestRefused.of(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "THROTTLED",
                    "uploads: too many that no message refers to; send them, or wait until they"
                        + " are removed"));
  }

  @Post("/uploads/{media_id}/complete")
  MediaBodies.Media complete(Authentication caller, @PathVariable("media_id") String mediaId) {
    MediaId id = read(mediaId, MediaId::new);
    return switch (available(() -> uploads.complete(new UserId(caller.getName()), id))) {
      case Checked.Ready(MediaRecord media) -> MediaBodies.Media.of(media);
      case Checked.Unknown _ -> throw notFound(id);
      case Checked.NotUploaded _ ->
          throw RequestRefused.of(
              HttpStatus.CONFLICT, "NOT_UPLOADED", "media_id: " + id + " (nothing uploaded yet)");
      case Checked.Busy _ ->
          throw RequestRefused.unavailable("media_id: " + id + " (is checked)", RETRY_AFTER, null);
      case Checked.Rejected(String detail) ->
          throw RequestRefused.of(HttpStatus.UNPROCESSABLE_ENTITY, "MEDIA_REJECTED", detail);
    };
  }

  @Get("/{media_id}")
  MediaBodies.Download download(
      Authentication caller,
      @PathVariable("media_id") String mediaId,
      @QueryValue("thread_id") @Nullable String threadId,
      @QueryValue @Nullable String seq) {
    UserId user = new UserId(caller.getName());
    MediaId id = read(mediaId, MediaId::new);
    if ((threadId == null) != (seq == null)) {
      throw RequestRefused.malformed(
          "thread_id, seq: one of them (expected: both, of a message that shows it, or neither)");
    }
    Answer answer =
        threadId == null || seq == null
            ? available(() -> downloads.ofOwner(user, id))
            : ofMessage(user, id, threadId, seq);
    return switch (answer) {
      case Answer.Signed signed -> MediaBodies.Download.of(signed);
      case Answer.NotFound _ -> throw notFound(id);
      case Answer.NotAMember _ ->
          throw RequestRefused.of(
              HttpStatus.FORBIDDEN, "NOT_A_MEMBER", "thread_id: " + threadId + " (not a member)");
      case Answer.NotYet _ ->
          throw RequestRefused.unavailable("seq: " + seq + " (not stored yet)", RETRY_AFTER, null);
    };
  }

  /** Early, for the device's sake: the message itself is checked in any case. */
  private void requireWriter(UserId user, ThreadId thread) {
    ErrorCode refusal =
        memberships
            .decision(user, thread)
            .completeOnTimeout(
                Optional.of(ErrorCode.UNAVAILABLE),
                DECIDED_WITHIN.toMillis(),
                TimeUnit.MILLISECONDS)
            .exceptionally(_ -> Optional.of(ErrorCode.UNAVAILABLE))
            .join()
            .orElse(null);
    if (refusal == ErrorCode.UNAVAILABLE) {
      throw RequestRefused.unavailable(
          "thread_id: " + thread + " (not known now)", RETRY_AFTER, null);
    }
    if (refusal != null) {
      throw RequestRefused.of(HttpStatus.FORBIDDEN, refusal.name(), "thread_id: " + thread);
    }
  }

  private Answer ofMessage(UserId user, MediaId id, String threadId, String seq) {
    ThreadId thread = read(threadId, ThreadId::new);
    long number = sequence(seq);
    return available(() -> downloads.of(user, id, thread, number));
  }

  private static Announced announced(MediaBodies.Announcement announcement) {
    String contentType = announcement.contentType();
    Long bytes = announcement.bytes();
    if (contentType == null || bytes == null) {
      throw RequestRefused.malformed(
          (bytes == null ? "bytes" : "content_type")
              + ": missing (expected: kind, content_type,"
              + " bytes)");
    }
    return new Announced(kind(announcement.kind()), contentType, bytes);
  }

  private static MediaKind kind(@Nullable String kind) {
    return switch (kind) {
      case "image" -> MediaKind.IMAGE;
      case "video" -> MediaKind.VIDEO;
      case null, default -> throw RequestRefused.malformed("kind: (expected: image or video)");
    };
  }

  private static long sequence(String text) {
    try {
      long value = Long.parseLong(text);
      if (value >= 0) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw RequestRefused.malformed("seq: not a number (expected: >= 0)");
    }
    throw RequestRefused.malformed("seq: " + text + " (expected: >= 0)");
  }

  private static <T> T read(String text, Function<String, T> reader) {
    try {
      return reader.apply(text);
    } catch (IllegalArgumentException e) {
      throw RequestRefused.malformed(String.valueOf(e.getMessage()));
    }
  }

  private static RequestRefused notFound(MediaId id) {
    return RequestRefused.of(HttpStatus.NOT_FOUND, "NOT_FOUND", "media_id: " + id + " (unknown)");
  }

  private static <T> T available(Supplier<T> work) {
    try {
      return work.get();
    } catch (IllegalArgumentException e) {
      throw RequestRefused.malformed(String.valueOf(e.getMessage()));
    } catch (MediaUnavailable | HistoryUnavailable | MembershipsUnavailable e) {
      throw RequestRefused.unavailable("media cannot be reached now", RETRY_AFTER, e);
    }
  }
}
