package org.plumbline.messenger.media;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.plumbline.messenger.media.MediaStore.SignedRequest;

/** Uploads as a device does. */
final class DevicePut {

  private DevicePut() {}

  /** The status with which so many zero bytes are answered. */
  static int put(SignedRequest request, int bytes) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest.Builder put =
          HttpRequest.newBuilder(request.url())
              .timeout(Duration.ofSeconds(20))
              .PUT(HttpRequest.BodyPublishers.ofByteArray(new byte[bytes]));
      request.headers().forEach(put::header);
      return client.send(put.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }
}
