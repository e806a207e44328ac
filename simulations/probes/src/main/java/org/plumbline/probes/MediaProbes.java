package org.plumbline.probes;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.ErrorCode;
import org.plumbline.protocol.MediaId;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ThreadId;

/** Images through the object store. */
final class MediaProbes {

  /** One transparent pixel. */
  private static final byte[] PNG =
      Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5E"
                  + "rkJggg==");

  private MediaProbes() {}

  static List<Probe> all() {
    return List.of(
        new Probe(
            "image_through_the_object_store",
            "An image goes to the object store through an address given out beforehand; the"
                + " recipient downloads the same bytes, a stranger nothing.",
            MediaProbes::image));
  }

  private static void image(World world) throws Exception {
    World.Pair pair = world.friends();
    Person eve = world.person("eve");
    ThreadId thread = pair.ada().threadWith(pair.bob());
    String id = uploaded(world, pair.ada());
    try (Device ada = pair.ada().device("phone", 0);
        Device bob = pair.bob().device("phone", 1)) {
      Inbox.Refused refused = bob.sendRefused(thread, image(id));
      ProbeFailed.unless(refused.code() == ErrorCode.MEDIA_NOT_READY, refused.toString());
      ada.send(thread, image(id));
      Message message =
          bob.inbox()
              .await(Message.class, "the image", each -> each.content() instanceof Content.Media);
      String path = "/media/v1/" + id + "?thread_id=" + thread + "&seq=" + message.seq();
      JsonNode download = pair.bob().at(1).get(path).expect(200);
      byte[] bytes = fetched(world, download.path("url").asText());
      ProbeFailed.unless(Arrays.equals(bytes, PNG), bytes.length + " other bytes");
      int stranger = eve.at(0).get(path).status();
      ProbeFailed.unless(stranger == 403 || stranger == 404, "a stranger got " + stranger);
    }
  }

  private static Content image(String id) {
    return new Content.Media(Content.MediaKind.IMAGE, new MediaId(id), "", 0, "");
  }

  private static String uploaded(World world, Person owner) throws Exception {
    JsonNode upload =
        owner
            .at(0)
            .post(
                "/media/v1/uploads",
                Map.of("kind", "image", "content_type", "image/png", "bytes", PNG.length))
            .expect(201);
    HttpRequest.Builder put =
        HttpRequest.newBuilder(URI.create(upload.path("url").asText()))
            .method(
                upload.path("method").asText("PUT"), HttpRequest.BodyPublishers.ofByteArray(PNG));
    upload
        .path("headers")
        .properties()
        .forEach(header -> put.header(header.getKey(), header.getValue().asText()));
    int stored =
        world.http().send(put.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    ProbeFailed.unless(stored / 100 == 2, "the object store answered " + stored);
    String id = upload.path("media_id").asText();
    owner.at(1).post("/media/v1/uploads/" + id + "/complete", Map.of()).expect(200);
    return id;
  }

  private static byte[] fetched(World world, String url) throws Exception {
    return world
        .http()
        .send(
            HttpRequest.newBuilder(URI.create(url)).build(),
            HttpResponse.BodyHandlers.ofByteArray())
        .body();
  }
}
