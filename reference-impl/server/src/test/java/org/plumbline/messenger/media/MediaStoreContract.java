package org.plumbline.messenger.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.media.MediaStore.Glimpse;
import org.plumbline.messenger.media.MediaStore.SignedRequest;

/** What every store of objects does, seen as a device sees it: over HTTP, without a token. */
public interface MediaStoreContract {

  Duration LONG = Duration.ofMinutes(5);

  MediaStore store();

  private static String key() {
    return "uploads/" + UUID.randomUUID();
  }

  private String stored(byte[] object) throws Exception {
    String key = key();
    SignedRequest request = store().signUpload(key, "image/png", object.length, LONG);
    assertThat(send(request, object).statusCode()).isEqualTo(200);
    return key;
  }

  private static HttpResponse<byte[]> send(SignedRequest request, byte[] body) throws Exception {
    return send(request.method(), request.url(), request.headers(), body);
  }

  private static HttpResponse<byte[]> send(
      String method, URI url, Map<String, String> headers, byte[] body) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(url)
              .timeout(Duration.ofSeconds(20))
              .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
      headers.forEach(request::header);
      return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }
  }

  private static HttpResponse<byte[]> get(URI url) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(20)).GET().build(),
          HttpResponse.BodyHandlers.ofByteArray());
    }
  }

  @Test
  default void shouldReadTheVeryBytesAndTypeWhenUploaded() throws Exception {
    byte[] image = SomeMedia.png();
    String key = stored(image);
    HttpResponse<byte[]> read = get(store().signDownload(key, "image/png", LONG).url());
    assertThat(read.statusCode()).isEqualTo(200);
    assertThat(read.body()).isEqualTo(image);
    assertThat(read.headers().firstValue("Content-Type")).contains("image/png");
  }

  @Test
  default void shouldLookAtLengthAndFirstBytesOnly() throws Exception {
    byte[] object = new byte[5_000];
    Arrays.fill(object, (byte) 7);
    String key = stored(object);
    Glimpse glimpse = store().look(key, 64).orElseThrow();
    assertThat(glimpse.bytes()).isEqualTo(5_000);
    assertThat(glimpse.first()).isEqualTo(Arrays.copyOf(object, 64));
    Glimpse small = store().look(stored(new byte[] {1, 2}), 64).orElseThrow();
    assertThat(small.bytes()).isEqualTo(2);
    assertThat(small.first()).containsExactly(1, 2);
    assertThat(store().look(key(), 64)).isEmpty();
  }

  @Test
  default void shouldRefuseAnUploadOfAnotherLength() throws Exception {
    byte[] object = new byte[100];
    String key = key();
    SignedRequest shorter = store().signUpload(key, "image/png", object.length - 1, LONG);
    assertThat(send(shorter, object).statusCode()).isEqualTo(403);
    SignedRequest longer = store().signUpload(key, "image/png", object.length + 1, LONG);
    assertThat(send(longer, object).statusCode()).isEqualTo(403);
    assertThat(store().look(key, 64)).isEmpty();
  }

  @Test
  default void shouldRefuseAnUploadOfAnotherType() throws Exception {
    String key = key();
    byte[] object = new byte[10];
    SignedRequest request = store().signUpload(key, "image/png", object.length, LONG);
    var answer = send(request.method(), request.url(), Map.of("Content-Type", "text/html"), object);
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(store().look(key, 64)).isEmpty();
  }

  @Test
  default void shouldRefuseWhatWasNotSigned() throws Exception {
    String key = stored(new byte[] {1});
    SignedRequest download = store().signDownload(key, "image/png", LONG);
    String url = download.url().toString();
    char last = url.charAt(url.length() - 1);
    URI forged = URI.create(url.substring(0, url.length() - 1) + (last == '0' ? '1' : '0'));
    assertThat(get(forged).statusCode()).isEqualTo(403);
    var overwritten = send("PUT", download.url(), Map.of("Content-Type", "image/png"), new byte[1]);
    assertThat(overwritten.statusCode()).isEqualTo(403);
    SignedRequest upload = store().signUpload(key, "image/png", 1, LONG);
    assertThat(get(upload.url()).statusCode()).isEqualTo(403);
  }

  @Test
  default void shouldRefuseWhenTheTimeIsOver() throws Exception {
    String key = stored(new byte[] {1});
    URI url = store().signDownload(key, "image/png", Duration.ofSeconds(1)).url();
    SignedRequest upload = store().signUpload(key, "image/png", 1, Duration.ofSeconds(1));
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (get(url).statusCode() != 403) {
      assertThat(System.nanoTime()).as("refused within 20 s").isLessThan(deadline);
    }
    while (send(upload, new byte[] {2}).statusCode() != 403) {
      assertThat(System.nanoTime()).as("refused within 20 s").isLessThan(deadline);
    }
  }

  @Test
  default void shouldCopyAndDelete() throws Exception {
    byte[] image = SomeMedia.png();
    String from = stored(image);
    String to = key();
    store().copy(from, to);
    store().delete(from);
    store().delete(from);
    assertThat(store().look(from, 64)).isEmpty();
    assertThat(store().look(to, 64).orElseThrow().bytes()).isEqualTo(image.length);
    assertThat(get(store().signDownload(from, "image/png", LONG).url()).statusCode())
        .isEqualTo(404);
  }
}
