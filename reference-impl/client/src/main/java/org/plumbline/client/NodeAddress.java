package org.plumbline.client;

import java.net.URI;

/**
 * Where one chat node listens.
 *
 * @param http its base address, for example {@code http://127.0.0.1:8080}
 * @param webSocket where a device connects, for example {@code ws://127.0.0.1:8080/ws}
 */
public record NodeAddress(URI http, URI webSocket) {

  public NodeAddress {
    if (!isScheme(http, "http")) {
      throw new IllegalArgumentException("http: " + http + " (expected: http:// or https://)");
    }
    if (!isScheme(webSocket, "ws")) {
      throw new IllegalArgumentException(
          "webSocket: " + webSocket + " (expected: ws:// or wss://)");
    }
  }

  private static boolean isScheme(URI address, String plain) {
    return plain.equals(address.getScheme()) || (plain + "s").equals(address.getScheme());
  }

  /** The address of a node without TLS. */
  public static NodeAddress of(String host, int port) {
    return new NodeAddress(
        URI.create("http://" + host + ":" + port), URI.create("ws://" + host + ":" + port + "/ws"));
  }
}
