package org.plumbline.messenger.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.feature.FeatureWorld.User;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.Content.MediaKind;
import org.plumbline.protocol.ErrorCode;
import org.plumbline.protocol.MediaId;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.ThreadId;

/** F-05: images and videos go through signed requests to the object store, never through a node. */
class F05MediaIT {

  private final FeatureWorld world = FeatureWorld.world();
  private final User ada = world.user("ada");
  private final User bob = world.user("bob");
  private final User eve = world.user("eve");
  private final ThreadId thread = ada.threadWith(bob);

  @Test
  void shouldBringTheVeryImageToTheOtherNodeAndToNobodyElse() throws Exception {
    byte[] image = png();
    String id = uploaded(image);
    try (FeatureWorld.Device phone = ada.device("phone", 1);
        FeatureWorld.Device other = bob.device("phone", 2)) {
      var _ = phone.client().send(thread, named(id));
      Message message =
          other.inbox().await(Message.class, each -> each.content() instanceof Content.Media);
      assertThat(message.content())
          .as("type and length as the library knows them")
          .isEqualTo(
              new Content.Media(
                  MediaKind.IMAGE, new MediaId(id), "image/png", image.length, "look"));
      String path = "/media/v1/" + id + "?thread_id=" + thread + "&seq=" + message.seq();
      JsonNode link = bob.at(2).get(path).expect(200);
      assertThat(URI.create(link.path("url").asText()).getPort())
          .as("through the proxy of the devices")
          .isEqualTo(port(world.environment().link("client", "s3").getListen()));
      HttpResponse<byte[]> read = get(link.path("url").asText());
      assertThat(read.body()).isEqualTo(image);
      assertThat(read.headers().firstValue("Content-Type")).contains("image/png");
      eve.at(2).get(path).expect(403);
      eve.at(1).get("/media/v1/" + id).expect(404);
      Calls.to(world, 1).get(path).expect(401);
      HttpResponse<byte[]> forged =
          get(link.path("url").asText().replace("media/" + id, "media/x"));
      assertThat(forged.statusCode()).isEqualTo(403);
    }
  }

  @Test
  void shouldRefuseAMessageThatNamesWhatIsNotTheSendersOrNotChecked() throws Exception {
    String id = uploaded(png());
    String waiting = begun(png().length).path("media_id").asText();
    try (FeatureWorld.Device phone = ada.device("phone", 1);
        FeatureWorld.Device stranger = eve.device("phone", 2)) {
      var _ = stranger.client().send(eve.threadWith(bob), named(id));
      var _ = phone.client().send(thread, named(waiting));
      assertThat(refusal(stranger)).isEqualTo(ErrorCode.MEDIA_NOT_READY);
      assertThat(refusal(phone)).isEqualTo(ErrorCode.MEDIA_NOT_READY);
    }
  }

  @Test
  void shouldTakeNothingButWhatWasAnnounced() throws Exception {
    byte[] image = png();
    JsonNode upload = begun(image.length);
    assertThat(put(upload, "image/png", new byte[image.length + 1])).isEqualTo(403);
    assertThat(put(upload, "text/html", image)).isEqualTo(403);
    String complete = "/media/v1/uploads/" + upload.path("media_id").asText() + "/complete";
    ada.at(1).post(complete, Map.of()).expect(409);
    eve.at(1).post(complete, Map.of()).expect(404);
    assertThat(put(upload, "image/png", new byte[image.length])).isEqualTo(200);
    assertThat(ada.at(2).post(complete, Map.of()).expect(422).path("detail").asText())
        .isEqualTo("content: another format (expected: image/png)");
  }

  @Test
  void shouldLetAPageOfAnyOriginUploadWhenItsRequestIsSigned() throws Exception {
    JsonNode upload = begun(9);
    HttpResponse<byte[]> allowed =
        send(
            HttpRequest.newBuilder(URI.create(upload.path("url").asText()))
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", "http://127.0.0.1:8080")
                .header("Access-Control-Request-Method", "PUT")
                .header("Access-Control-Request-Headers", "content-type"));
    assertThat(allowed.statusCode()).isEqualTo(200);
    assertThat(allowed.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
  }

  @Test
  void shouldSayUnavailableWhileTheStoreCannotBeReached() throws Exception {
    byte[] image = png();
    JsonNode upload = begun(image.length);
    assertThat(put(upload, "image/png", image)).isEqualTo(200);
    String complete = "/media/v1/uploads/" + upload.path("media_id").asText() + "/complete";
    var link = world.environment().link("node-1", "s3");
    link.disable();
    try {
      ada.at(1).post(complete, Map.of()).expect(503);
    } finally {
      link.enable();
    }
    ada.at(1).post(complete, Map.of()).expect(200);
  }

  private static Content.Media named(String id) {
    return new Content.Media(MediaKind.IMAGE, new MediaId(id), "text/html", 1, "look");
  }

  private static ErrorCode refusal(FeatureWorld.Device device) {
    return device
        .inbox()
        .await(ServerFrame.Failure.class, failure -> failure.tempId() != null)
        .code();
  }

  private String uploaded(byte[] image) throws Exception {
    JsonNode upload = begun(image.length);
    assertThat(put(upload, "image/png", image)).isEqualTo(200);
    String id = upload.path("media_id").asText();
    ada.at(2).post("/media/v1/uploads/" + id + "/complete", Map.of()).expect(200);
    return id;
  }

  private JsonNode begun(int bytes) {
    return ada.at(1)
        .post(
            "/media/v1/uploads",
            Map.of("kind", "image", "content_type", "image/png", "bytes", bytes))
        .expect(201);
  }

  private int put(JsonNode upload, String contentType, byte[] body) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(upload.path("url").asText()))
            .header("Content-Type", contentType)
            .PUT(HttpRequest.BodyPublishers.ofByteArray(body)))
        .statusCode();
  }

  private HttpResponse<byte[]> get(String url) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(url)).GET());
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return world.http().send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private static int port(String address) {
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
  }

  private static byte[] png() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", out);
    return out.toByteArray();
  }
}
