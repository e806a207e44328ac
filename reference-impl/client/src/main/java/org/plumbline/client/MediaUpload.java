package org.plumbline.client;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.Content.MediaKind;
import org.plumbline.protocol.Message;

/**
 * Brings media into the object store and out of it. All calls block, which suits virtual threads,
 * and fail with {@link RequestFailed}. Safe to share.
 */
public final class MediaUpload {

  private static final Duration TRANSFER_TIME_MAX = Duration.ofMinutes(5);

  private final ClientRuntime runtime;
  private final MessengerHttp http;

  public MediaUpload(ClientRuntime runtime, MessengerHttp http) {
    this.runtime = runtime;
    this.http = http;
  }

  /**
   * The three steps of an upload: announced, put into the store, checked by the node.
   *
   * @param contentType for example {@code image/png}
   * @param caption may be empty
   * @return what to send as a message
   */
  public Content.Media upload(
      Token token, MediaKind kind, String contentType, byte[] media, String caption)
      throws RequestFailed {
    UploadRequest upload = http.beginUpload(token, kind, contentType, media.length);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(upload.url())
            .timeout(TRANSFER_TIME_MAX)
            .method(upload.method(), HttpRequest.BodyPublishers.ofByteArray(media));
    upload.headers().forEach(request::header);
    var _ = transferred(request.build(), "the upload");
    http.completeUpload(token, upload.media());
    return new Content.Media(kind, upload.media(), contentType, media.length, caption);
  }

  /** The media that this message shows, for one who may see the message. */
  public byte[] read(Token token, Message message) throws RequestFailed {
    if (!(message.content() instanceof Content.Media media)) {
      throw new IllegalArgumentException("message: " + message.seq() + " (expected: with media)");
    }
    MediaLink link = http.download(token, media.media(), message.thread(), message.seq());
    return transferred(
        HttpRequest.newBuilder(link.url()).timeout(TRANSFER_TIME_MAX).GET().build(),
        "the download");
  }

  private byte[] transferred(HttpRequest request, String what) throws RequestFailed {
    try {
      HttpResponse<byte[]> response =
          runtime.http().send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (response.statusCode() / 100 != 2) {
        throw new RequestFailed(
            what + ": status " + response.statusCode(), response.statusCode(), null);
      }
      return response.body();
    } catch (IOException e) {
      throw new RequestFailed(what + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RequestFailed(what + ": interrupted", e);
    }
  }
}
