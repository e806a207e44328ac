package org.plumbline.messenger.node;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * Where the other nodes reach this one. The link listens there, and the directory tells the others.
 *
 * @param host a name or an address that the other nodes can reach
 * @param port 1 to 65,535; 0 when all nodes share one process and need no link
 */
@ConfigurationProperties("messenger.link")
public record LinkAddress(
    @Bindable(defaultValue = "127.0.0.1") String host, @Bindable(defaultValue = "0") int port) {

  public LinkAddress {
    if (host.isBlank() || host.indexOf('|') >= 0) {
      throw new IllegalArgumentException(
          "messenger.link.host: '" + host + "' (expected: a host name or an address)");
    }
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(
          "messenger.link.port: " + port + " (expected: 0 to 65,535)");
    }
  }
}
