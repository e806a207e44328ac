package org.plumbline.messenger.media;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Objects by key. Every method but the signing ones may throw {@link MediaUnavailable}. The
 * adapters are safe to share between threads.
 */
public interface MediaStore {

  /**
   * A request that creates or replaces exactly this object, with exactly this content type and
   * length. The device sends the headers of the answer, and the body.
   */
  SignedRequest signUpload(String key, String contentType, long bytes, Duration expiry);

  /** A request that reads exactly this object, answered with this content type. */
  SignedRequest signDownload(String key, String contentType, Duration expiry);

  /**
   * How long the object is, and its first bytes; empty when there is none.
   *
   * @param firstBytes how many of them at most
   */
  Optional<Glimpse> look(String key, int firstBytes);

  /** Copies an object that exists, as it is at one moment. */
  void copy(String from, String to);

  /** Deletes the object, if there is one. */
  void delete(String key);

  /**
   * What a device may do without a token.
   *
   * @param headers the device must send; {@code Content-Length} and {@code Host} are left out,
   *     since every client sends them by itself
   * @param expiry how long it holds from now on
   */
  record SignedRequest(String method, URI url, Map<String, String> headers, Duration expiry) {
    public SignedRequest {
      headers = Map.copyOf(headers);
    }

    /** Without the URL: who has it may do what it says. */
    @Override
    public String toString() {
      return "SignedRequest[" + method + ", " + expiry + "]";
    }
  }

  /** What an object looks like from outside. */
  record Glimpse(long bytes, byte[] first) {
    public Glimpse {
      first = first.clone();
    }

    @Override
    public byte[] first() {
      return first.clone();
    }
  }
}
