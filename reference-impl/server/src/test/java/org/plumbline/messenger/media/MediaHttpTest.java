package org.plumbline.messenger.media;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.HttpCalls;
import org.plumbline.messenger.HttpCalls.Answer;
import org.plumbline.messenger.account.Tokens;
import org.plumbline.messenger.history.MessageHistory;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.Content.MediaKind;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.MediaId;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.MessageId;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/** The routes of media on memory servers: the ways in and out, and all who must not pass. */
@MicronautTest
@Property(name = "messenger.servers", value = "memory")
@Property(name = "messenger.history.seen-wait", value = "100ms")
@Property(name = "messenger.media.uploads-waiting-max", value = "3")
class MediaHttpTest {

  private static final byte[] IMAGE = SomeMedia.png();

  private final HttpCalls node;
  private final Tokens tokens;
  private final MessageHistory history;
  private final MediaLibrary library;
  private final MeterRegistry meters;
  private final UserId ada = SomeMedia.someone();
  private final UserId bob = SomeMedia.someone();
  private final UserId eve = SomeMedia.someone();
  private final ThreadId thread = ThreadId.direct(ada, bob);

  MediaHttpTest(
      EmbeddedServer server,
      Tokens tokens,
      MessageHistory history,
      MediaLibrary library,
      MeterRegistry meters) {
    this.node = new HttpCalls(server.getURI());
    this.tokens = tokens;
    this.history = history;
    this.library = library;
    this.meters = meters;
  }

  @Test
  void shouldGiveTheVeryBytesToAMemberWhenAMessageShowsThem() throws Exception {
    String id = ready(ada);
    say(4, content(id));
    Answer answer = read(bob, id, thread, 4);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.field("content_type")).isEqualTo("image/png");
    assertThat(answer.field("kind")).isEqualTo("image");
    assertThat(answer.field("expires_in")).isEqualTo(300);
    HttpResponse<byte[]> object = object(answer);
    assertThat(object.body()).isEqualTo(IMAGE);
    assertThat(read(ada, id, thread, 4).status()).isEqualTo(200);
  }

  @Test
  void shouldRefuseWhoeverMayNotSeeTheMessage() throws Exception {
    String id = ready(ada);
    say(4, content(id));
    assertThat(read(eve, id, thread, 4).status()).isEqualTo(403);
    assertThat(read(eve, id, ThreadId.direct(eve, bob), 4).status()).isEqualTo(503);
    assertThat(owner(eve, id).status()).isEqualTo(404);
    assertThat(owner(bob, id).status()).isEqualTo(404);
    assertThat(read(bob, id, thread, 3).status()).isEqualTo(404);
    assertThat(read(bob, "0123456789abcdef0123456789abcdef", thread, 4).status()).isEqualTo(404);
    assertThat(node.get(path(id, thread, 4), null).status()).isEqualTo(401);
    String token = tokens.issue(bob, new DeviceId("phone")).token();
    String forged = token.substring(0, token.length() - 4) + "AAAA";
    assertThat(node.get(path(id, thread, 4), forged).status()).isEqualTo(401);
  }

  @Test
  void shouldReadNoMoreWhenTheMessageNoLongerShowsIt() throws Exception {
    String id = ready(ada);
    say(4, content(id));
    say(5, new Content.Deletion(4));
    assertThat(read(bob, id, thread, 4).status()).isEqualTo(404);
    say(6, content(id));
    assertThat(read(bob, id, thread, 6).status()).as("another message shows it").isEqualTo(200);
  }

  @Test
  void shouldSayThatItIsTooEarlyWhenTheMessageIsNotStoredYet() throws Exception {
    String id = ready(ada);
    Answer answer = read(bob, id, thread, 9);
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.retryAfter()).isEqualTo("1");
  }

  @Test
  void shouldSayWhyWhenTheAnnouncementIsOutsideOfTheLimits() {
    refused("{\"kind\":\"image\",\"content_type\":\"image/png\",\"bytes\":10000001}", "bytes: ");
    refused("{\"kind\":\"image\",\"content_type\":\"image/png\",\"bytes\":0}", "bytes: 0 ");
    refused("{\"kind\":\"image\",\"content_type\":\"image/svg+xml\",\"bytes\":5}", "content_type");
    refused("{\"kind\":\"image\",\"content_type\":\"video/mp4\",\"bytes\":5}", "content_type");
    refused("{\"kind\":\"sound\",\"content_type\":\"video/mp4\",\"bytes\":5}", "kind: ");
    refused("{\"kind\":\"image\",\"content_type\":\"image/png\"}", "bytes: missing");
    String foreign =
        "{\"kind\":\"image\",\"content_type\":\"image/png\",\"bytes\":5,\"thread_id\":\"%s\"}"
            .formatted(ThreadId.direct(bob, eve));
    assertThat(post(ada, "/media/v1/uploads", foreign).status()).isEqualTo(403);
  }

  @Test
  void shouldBoundWhatOneUserHasWaiting() throws Exception {
    for (int i = 0; i < 3; i++) {
      begun(ada, IMAGE.length);
    }
    Answer answer = post(ada, "/media/v1/uploads", announcement(IMAGE.length));
    assertThat(answer.status()).isEqualTo(429);
    assertThat(post(bob, "/media/v1/uploads", announcement(5)).status()).isEqualTo(201);
    assertThat(count("throttled")).isPositive();
  }

  @Test
  void shouldRefuseWhatIsNoImageOnceItWasUploaded() throws Exception {
    byte[] script = "<script>alert(document.cookie)</script>".getBytes(UTF_8);
    Answer begun = begun(ada, script.length);
    assertThat(put(begun, script).statusCode()).isEqualTo(200);
    double before = count("rejected");
    Answer answer = complete(ada, begun);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.field("detail")).isEqualTo("content: another format (expected: image/png)");
    assertThat(complete(ada, begun).status()).isEqualTo(422);
    assertThat(count("rejected")).isEqualTo(before + 1);
    String id = String.valueOf(begun.field("media_id"));
    assertThat(owner(ada, id).status()).isEqualTo(404);
    assertThat(library.refer(ada, content(id))).failsWithin(10, TimeUnit.SECONDS);
  }

  @Test
  void shouldReadWhatWasCheckedWhenTheUploadIsReplacedLater() throws Exception {
    Answer begun = begun(ada, IMAGE.length);
    assertThat(put(begun, IMAGE).statusCode()).isEqualTo(200);
    assertThat(complete(ada, begun).status()).isEqualTo(200);
    assertThat(put(begun, new byte[IMAGE.length]).statusCode()).isEqualTo(200);
    assertThat(complete(ada, begun).status()).isEqualTo(200);
    String id = String.valueOf(begun.field("media_id"));
    assertThat(object(owner(ada, id)).body()).isEqualTo(IMAGE);
  }

  @Test
  void shouldLetNobodyElseCompleteAndNobodyBeforeTheUpload() throws Exception {
    Answer begun = begun(ada, IMAGE.length);
    assertThat(complete(ada, begun).status()).isEqualTo(409);
    assertThat(put(begun, IMAGE).statusCode()).isEqualTo(200);
    assertThat(complete(eve, begun).status()).isEqualTo(404);
    assertThat(complete(ada, begun).status()).isEqualTo(200);
  }

  private String ready(UserId owner) throws Exception {
    Answer begun = begun(owner, IMAGE.length);
    assertThat(put(begun, IMAGE).statusCode()).isEqualTo(200);
    assertThat(complete(owner, begun).status()).isEqualTo(200);
    return String.valueOf(begun.field("media_id"));
  }

  private Answer begun(UserId owner, int bytes) {
    Answer answer = post(owner, "/media/v1/uploads", announcement(bytes));
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.json())
        .containsOnlyKeys("media_id", "method", "url", "headers", "expires_in");
    return answer;
  }

  private Answer complete(UserId user, Answer begun) {
    return post(user, "/media/v1/uploads/" + begun.field("media_id") + "/complete", "");
  }

  private static String announcement(int bytes) {
    return "{\"kind\":\"image\",\"content_type\":\"image/png\",\"bytes\":" + bytes + "}";
  }

  private void refused(String announcement, String detail) {
    Answer answer = post(ada, "/media/v1/uploads", announcement);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(String.valueOf(answer.field("detail"))).startsWith(detail);
  }

  private void say(long seq, Content content) {
    history.append(
        List.of(
            new Message(
                thread,
                new MessageId(seq),
                seq,
                Message.NONE,
                ada,
                new TempId("t" + seq),
                content,
                0)));
  }

  private static Content.Media content(String id) {
    return new Content.Media(MediaKind.IMAGE, new MediaId(id), "image/png", IMAGE.length, "");
  }

  private Answer read(UserId reader, String id, ThreadId where, long seq) {
    return node.get(path(id, where, seq), token(reader));
  }

  private Answer owner(UserId reader, String id) {
    return node.get("/media/v1/" + id, token(reader));
  }

  private static String path(String id, ThreadId where, long seq) {
    return "/media/v1/" + id + "?thread_id=" + where + "&seq=" + seq;
  }

  private Answer post(UserId user, String path, String body) {
    return node.post(path, body, token(user));
  }

  private String token(UserId user) {
    return tokens.issue(user, new DeviceId("phone")).token();
  }

  private double count(String outcome) {
    return meters.get("messenger.media.uploads").tag("outcome", outcome).counter().count();
  }

  private static HttpResponse<byte[]> put(Answer begun, byte[] body)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(String.valueOf(begun.field("url"))))
            .header("Content-Type", "image/png")
            .PUT(HttpRequest.BodyPublishers.ofByteArray(body)));
  }

  private static HttpResponse<byte[]> object(Answer answer)
      throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(String.valueOf(answer.field("url")))).GET());
  }

  private static HttpResponse<byte[]> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }
  }
}
