package org.plumbline.client;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.plumbline.protocol.MediaId;

/**
 * How a device uploads one media: without a token, since the URL itself allows it.
 *
 * @param headers to send, beside the exact length of the content
 * @param expiry how long it holds from the answer on
 */
public record UploadRequest(
    MediaId media, String method, URI url, Map<String, String> headers, Duration expiry) {
  public UploadRequest {
    headers = Map.copyOf(headers);
  }

  // Whoever reads the URL in a log may upload.
  @Override
  public String toString() {
    return "UploadRequest[" + media + ", " + method + "]";
  }
}
