package org.plumbline.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.plumbline.client.StubNode.Answer;
import org.plumbline.client.StubNode.Request;
import org.plumbline.protocol.ClientFrame;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.Content.MediaKind;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.MediaId;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.MessageId;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/** The steps of an upload and a download, before a node that is its own object store. */
class MediaUploadTest implements StubNode.Script {

  private static final byte[] MEDIA = "the media".getBytes(UTF_8);

  private final Token token = new Token("secret", Instant.MAX, new DeviceId("phone"));
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final StubNode node = new StubNode(this);
  private final ClientRuntime runtime = ClientRuntime.create(System::nanoTime, 7);
  private final MediaUpload media =
      new MediaUpload(runtime, new MessengerHttp(runtime, node.address()));
  private int storeStatus = 200;

  MediaUploadTest() throws IOException {}

  @AfterEach
  void close() throws IOException {
    runtime.close();
    node.close();
  }

  @Override
  public Answer answer(Request request) {
    requests.add(request);
    String url = "\"url\":\"" + node.address().http().resolve("/object") + "\",\"expires_in\":60";
    return switch (request.method() + " " + request.path()) {
      case "POST /media/v1/uploads" ->
          new Answer(
              201,
              "{\"media_id\":\"m1\",\"method\":\"PUT\",\"headers\":{\"Content-Type\":\"image/png\"},"
                  + url
                  + "}",
              null);
      case "PUT /object" -> new Answer(storeStatus, "", null);
      case "POST /media/v1/uploads/m1/complete" -> new Answer(200, "{}", null);
      case "GET /media/v1/m1?thread_id=d%3Aada%3Abob&seq=4" ->
          new Answer(200, "{\"content_type\":\"image/png\",\"bytes\":9," + url + "}", null);
      case "GET /object" -> new Answer(storeStatus, "the media", null);
      default -> new Answer(404, "{}", null);
    };
  }

  @Test
  void shouldAnnounceUploadAndCompleteWithTheTokenForTheNodeAlone() throws RequestFailed {
    Content.Media sent = media.upload(token, MediaKind.IMAGE, "image/png", MEDIA, "look");
    assertThat(sent)
        .isEqualTo(new Content.Media(MediaKind.IMAGE, new MediaId("m1"), "image/png", 9, "look"));
    assertThat(requests)
        .extracting(Request::path)
        .containsExactly("/media/v1/uploads", "/object", "/media/v1/uploads/m1/complete");
    assertThat(requests).extracting(Request::token).containsExactly("secret", "", "secret");
    assertThat(requests.getFirst().body())
        .isEqualTo("{\"kind\":\"image\",\"content_type\":\"image/png\",\"bytes\":9}");
    assertThat(requests.get(1).body()).isEqualTo("the media");
  }

  @Test
  void shouldReadWhatAMessageShows() throws RequestFailed {
    assertThat(media.read(token, message())).isEqualTo(MEDIA);
    assertThat(requests).extracting(Request::token).containsExactly("secret", "");
  }

  @Test
  void shouldSayStatusAndNoAddressWhenTheStoreRefuses() {
    storeStatus = 403;
    assertThatExceptionOfType(RequestFailed.class)
        .isThrownBy(() -> media.upload(token, MediaKind.IMAGE, "image/png", MEDIA, ""))
        .withMessage("the upload: status 403")
        .satisfies(failed -> assertThat(failed.status()).isEqualTo(403));
    assertThatExceptionOfType(RequestFailed.class)
        .isThrownBy(() -> media.read(token, message()))
        .withMessage("the download: status 403");
  }

  private static Message message() {
    return new Message(
        ThreadId.direct(new UserId("ada"), new UserId("bob")),
        new MessageId(1),
        4,
        Message.NONE,
        new UserId("ada"),
        new TempId("t"),
        new Content.Media(MediaKind.IMAGE, new MediaId("m1"), "image/png", 9, ""),
        0);
  }

  @Override
  public void opened(StubSocket socket) {}

  @Override
  public void received(StubSocket socket, ClientFrame frame) {}

  @Override
  public void gone(StubSocket socket) {}
}
