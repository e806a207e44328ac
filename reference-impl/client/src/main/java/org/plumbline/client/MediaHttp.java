package org.plumbline.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.MediaId;
import org.plumbline.protocol.ThreadId;

/** The routes of media, as {@link MessengerHttp} offers them. */
final class MediaHttp {

  private final NodeHttp http;

  MediaHttp(NodeHttp http) {
    this.http = http;
  }

  UploadRequest beginUpload(Token token, Content.MediaKind kind, String contentType, long bytes)
      throws RequestFailed {
    ObjectNode body = NodeHttp.object();
    body.put("kind", kind.name().toLowerCase(Locale.ROOT)).put("content_type", contentType);
    body.put("bytes", bytes);
    JsonNode answer = http.send(token, "/media/v1/uploads", body);
    Map<String, String> headers = new HashMap<>();
    answer
        .path("headers")
        .properties()
        .forEach(header -> headers.put(header.getKey(), header.getValue().asText()));
    return new UploadRequest(
        new MediaId(NodeHttp.text(answer, "media_id")),
        NodeHttp.text(answer, "method"),
        URI.create(NodeHttp.text(answer, "url")),
        headers,
        Duration.ofSeconds(NodeHttp.number(answer, "expires_in")));
  }

  void completeUpload(Token token, MediaId media) throws RequestFailed {
    http.send(token, "/media/v1/uploads/" + media + "/complete", NodeHttp.object());
  }

  MediaLink download(Token token, MediaId media, ThreadId thread, long seq) throws RequestFailed {
    JsonNode answer =
        http.read(
            token,
            "/media/v1/"
                + media
                + "?thread_id="
                + NodeHttp.escaped(thread.value())
                + "&seq="
                + seq);
    return new MediaLink(
        URI.create(NodeHttp.text(answer, "url")),
        NodeHttp.text(answer, "content_type"),
        NodeHttp.number(answer, "bytes"),
        Duration.ofSeconds(NodeHttp.number(answer, "expires_in")));
  }
}
