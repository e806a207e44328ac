package org.plumbline.messenger.gateway;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * The bounds on connections that are not yet sockets.
 *
 * @param within how long a new connection may take until its first request is read whole
 * @param keepAlive how long after an answer the next request may take until it is read whole
 * @param waitingMax most connections without a request
 * @param waitingPerAddressMax most of them from one address
 * @param closeWithin after a close frame, how long the device may take to close too
 */
@ConfigurationProperties("messenger.handshake")
record HandshakeConfig(
    @Bindable(defaultValue = "10s") Duration within,
    @Bindable(defaultValue = "75s") Duration keepAlive,
    @Bindable(defaultValue = "20000") int waitingMax,
    @Bindable(defaultValue = "5000") int waitingPerAddressMax,
    @Bindable(defaultValue = "2s") Duration closeWithin) {

  HandshakeConfig {
    positive("within", within);
    positive("keep-alive", keepAlive);
    positive("close-within", closeWithin);
    if (waitingMax < 1 || waitingPerAddressMax < 1) {
      throw new IllegalArgumentException(
          "messenger.handshake: waiting-max "
              + waitingMax
              + ", waiting-per-address-max "
              + waitingPerAddressMax
              + " (expected: >= 1)");
    }
  }

  private static void positive(String name, Duration value) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException(
          "messenger.handshake." + name + ": " + value + " (expected: > 0)");
    }
  }
}
