package org.plumbline.messenger.media;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.plumbline.messenger.media.MediaRecord.State;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.MediaId;
import org.plumbline.protocol.UserId;

/**
 * Decides whether a message may refer to a media, and says what the media is. Never blocks its
 * caller: what is not in memory is read by a virtual thread.
 *
 * <p>Before the first message that refers to it is appended, the media is marked as referred to; so
 * the sweep never removes what a message in the log names. A crash in between keeps a media that no
 * message names, which is the cheaper error.
 */
public final class MediaLibrary {

  private final MediaRecords records;
  private final Executor blocking;

  /** Only those referred to: nothing about them changes any more. */
  private final Cache<MediaId, MediaRecord> referred;

  public MediaLibrary(MediaRecords records, int knownMax, Executor blocking) {
    this.records = records;
    this.blocking = blocking;
    this.referred = Caffeine.newBuilder().maximumSize(knownMax).executor(Runnable::run).build();
  }

  /**
   * The content as the message shall have it: content type and bytes as the library knows them.
   *
   * @return completed at once when the media is known here; failed with {@link MediaNotReady} or
   *     {@link MediaUnavailable}
   */
  public CompletableFuture<Content> refer(UserId sender, Content.Media named) {
    MediaRecord known = referred.getIfPresent(named.media());
    if (known == null) {
      return CompletableFuture.supplyAsync(() -> content(sender, named, read(named)), blocking);
    }
    try {
      return CompletableFuture.completedFuture(content(sender, named, known));
    } catch (MediaNotReady e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private MediaRecord read(Content.Media named) {
    return records.find(named.media()).orElseThrow(() -> unknown(named));
  }

  private Content content(UserId sender, Content.Media named, MediaRecord media) {
    if (!media.owner().equals(sender)) {
      // The same words as for an unknown one: nobody learns what others have uploaded.
      throw unknown(named);
    }
    if (media.kind() != named.kind()) {
      throw new MediaNotReady(
          "kind: " + lower(named.kind()) + " (expected: " + lower(media.kind()) + ")");
    }
    if (!media.isChecked()) {
      throw new MediaNotReady("media_id: " + named.media() + " (upload not completed)");
    }
    if (media.state() == State.READY) {
      boolean moved = records.move(media.id(), State.READY, State.REFERRED);
      boolean elsewhere =
          !moved
              && records.find(media.id()).filter(now -> now.state() == State.REFERRED).isPresent();
      if (!moved && !elsewhere) {
        throw unknown(named);
      }
    }
    referred.put(
        media.id(),
        new MediaRecord(
            media.id(),
            media.owner(),
            media.kind(),
            media.contentType(),
            media.bytes(),
            State.REFERRED,
            media.createdAtMillis()));
    return new Content.Media(
        media.kind(), media.id(), media.contentType(), media.bytes(), named.text());
  }

  private static MediaNotReady unknown(Content.Media named) {
    return new MediaNotReady("media_id: " + named.media() + " (not an upload of the sender)");
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
