package org.plumbline.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The opening handshake of RFC 6455, section 4.1, from the client's side. */
final class Upgrade {

  private static final String ACCEPT_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int HEAD_BYTES_MAX = 16_384;
  private static final SecureRandom KEYS = new SecureRandom();

  private Upgrade() {}

  /** Asks for the upgrade and reads the answer's head; what follows it are frames. */
  static void perform(InputStream in, OutputStream out, URI address, Token token)
      throws IOException, UpgradeRefused {
    byte[] nonce = new byte[16];
    KEYS.nextBytes(nonce);
    String key = Base64.getEncoder().encodeToString(nonce);
    String head =
        "GET "
            + address.getRawPath()
            + " HTTP/1.1\r\nHost: "
            + address.getRawAuthority()
            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13"
            + "\r\nSec-WebSocket-Key: "
            + key
            + "\r\nAuthorization: Bearer "
            + token.value()
            + "\r\n\r\n";
    out.write(head.getBytes(ISO_8859_1));
    out.flush();
    String[] lines = head(in).split("\r\n");
    int status = status(lines[0]);
    Map<String, String> headers = headers(lines);
    if (status != 101) {
      throw new UpgradeRefused(
          status,
          Optional.ofNullable(headers.get("retry-after"))
              .flatMap(Upgrade::retryAfter)
              .orElse(null));
    }
    if (!acceptFor(key).equals(headers.get("sec-websocket-accept"))) {
      throw new ProtocolException("Sec-WebSocket-Accept does not match the key that was sent");
    }
  }

  /** The header Retry-After in its form in seconds; the form with a date counts as absent. */
  static Optional<Duration> retryAfter(String value) {
    return value.matches("\\d{1,6}")
        ? Optional.of(Duration.ofSeconds(Long.parseLong(value)))
        : Optional.empty();
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n", Math.max(0, head.length() - 4)) < 0) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("the node hung up during the upgrade");
      }
      if (head.length() >= HEAD_BYTES_MAX) {
        throw new ProtocolException("the answer's head exceeds " + HEAD_BYTES_MAX + " bytes");
      }
      head.append((char) next);
    }
    return head.toString();
  }

  private static int status(String line) throws ProtocolException {
    if (!line.matches("HTTP/1\\.[01] \\d{3}( .*)?")) {
      throw new ProtocolException("the answer is no HTTP: " + line);
    }
    return Integer.parseInt(line.substring(9, 12));
  }

  private static Map<String, String> headers(String[] lines) {
    Map<String, String> headers = new HashMap<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon > 0) {
        headers.put(
            lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
            lines[i].substring(colon + 1).strip());
      }
    }
    return headers;
  }

  private static String acceptFor(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1").digest((key + ACCEPT_SUFFIX).getBytes(ISO_8859_1));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }
}
