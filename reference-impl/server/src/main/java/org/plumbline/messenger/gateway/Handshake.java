package org.plumbline.messenger.gateway;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What RFC 6455, section 4.2.1, asks of the request before any of it is believed. */
final class Handshake {

  private static final String VERSION = "13";
  private static final int KEY_BYTES = 16;

  private Handshake() {}

  /** What is wrong with the request, if anything is. */
  static Optional<Refusal> fault(HttpRequest request) {
    boolean asks =
        request.decoderResult().isSuccess()
            && request.method().equals(HttpMethod.GET)
            && request.protocolVersion().equals(HttpVersion.HTTP_1_1)
            && request.headers().contains(HttpHeaderNames.HOST)
            && request
                .headers()
                .containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
            && isKey(request.headers().get(HttpHeaderNames.SEC_WEBSOCKET_KEY));
    if (!VERSION.equals(request.headers().get(HttpHeaderNames.SEC_WEBSOCKET_VERSION))) {
      return Optional.of(Refusal.VERSION);
    }
    return asks ? Optional.empty() : Optional.of(Refusal.HANDSHAKE);
  }

  private static boolean isKey(@Nullable String key) {
    try {
      return key != null && Base64.getDecoder().decode(key.strip()).length == KEY_BYTES;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
