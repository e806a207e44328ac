package org.plumbline.client;

import java.net.URI;
import java.time.Duration;

/**
 * Where to read a media, without a token.
 *
 * @param bytes its length
 * @param expiry how long the URL holds from the answer on
 */
public record MediaLink(URI url, String contentType, long bytes, Duration expiry) {

  // Whoever reads the URL in a log may read the media.
  @Override
  public String toString() {
    return "MediaLink[" + contentType + ", " + bytes + "]";
  }
}
