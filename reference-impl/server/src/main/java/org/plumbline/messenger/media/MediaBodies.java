package org.plumbline.messenger.media;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the routes of media take and answer. */
final class MediaBodies {

  private MediaBodies() {}

  /**
   * What a device wants to upload; a missing field is null.
   *
   * @param kind image or video
   * @param bytes the exact length
   * @param threadId where it will be sent; optional, and checked only to fail early
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Announcement(
      @Nullable String kind,
      @Nullable String contentType,
      @Nullable Long bytes,
      @Nullable String threadId) {}

  /**
   * The request with which the device uploads.
   *
   * @param headers to send with it, beside the content's exact length
   * @param expiresIn in seconds from now
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Upload(
      String mediaId, String method, String url, Map<String, String> headers, long expiresIn) {

    static Upload of(Uploads.Begun begun) {
      return new Upload(
          begun.id().value(),
          begun.request().method(),
          begun.request().url().toString(),
          begun.request().headers(),
          begun.request().expiry().toSeconds());
    }

    @Override
    public String toString() {
      return "Upload[" + mediaId + "]";
    }
  }

  /** A media that may be sent. */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Media(String mediaId, String kind, String contentType, long bytes) {

    static Media of(MediaRecord media) {
      return new Media(
          media.id().value(),
          media.kind().name().toLowerCase(Locale.ROOT),
          media.contentType(),
          media.bytes());
    }
  }

  /**
   * Where to read a media: GET without a token.
   *
   * @param expiresIn in seconds from now
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Download(
      String mediaId, String kind, String contentType, long bytes, String url, long expiresIn) {

    static Download of(Downloads.Answer.Signed signed) {
      Media media = Media.of(signed.media());
      return new Download(
          media.mediaId(),
          media.kind(),
          media.contentType(),
          media.bytes(),
          signed.request().url().toString(),
          signed.request().expiry().toSeconds());
    }

    @Override
    public String toString() {
      return "Download[" + mediaId + "]";
    }
  }
}
