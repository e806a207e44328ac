package org.plumbline.messenger.session;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.List;

/**
 * The limits of sessions.
 *
 * @param connectionsMax most sessions of this node; beyond, upgrades are refused with 503
 * @param outboundBytesMax most bytes on their way to one device
 * @param submissionsInFlightMax most messages of one device that wait for the log
 * @param heartbeatInterval how often a device has to show that it lives
 * @param heartbeatTimeout without a sign of life for so long, a session is closed
 * @param origins web origins that may open a socket; requests without an Origin are not a browser's
 */
@ConfigurationProperties("messenger.session")
public record SessionConfig(
    @Bindable(defaultValue = "100000") int connectionsMax,
    @Bindable(defaultValue = "262144") int outboundBytesMax,
    @Bindable(defaultValue = "64") int submissionsInFlightMax,
    @Bindable(defaultValue = "30s") Duration heartbeatInterval,
    @Bindable(defaultValue = "60s") Duration heartbeatTimeout,
    @Bindable(defaultValue = "") List<String> origins) {

  public SessionConfig {
    positive("connections-max", connectionsMax);
    positive("outbound-bytes-max", outboundBytesMax);
    positive("submissions-in-flight-max", submissionsInFlightMax);
    if (heartbeatTimeout.compareTo(heartbeatInterval.multipliedBy(2)) < 0) {
      throw new IllegalArgumentException(
          "messenger.session.heartbeat-timeout: "
              + heartbeatTimeout
              + " (expected: >= 2 x "
              + heartbeatInterval
              + ")");
    }
    origins = List.copyOf(origins);
  }

  private static void positive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "messenger.session." + name + ": " + value + " (expected: >= 1)");
    }
  }
}
