package org.plumbline.messenger.poll;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * The limits of polling.
 *
 * @param sessionsMax most polling sessions of this node that are open, and most ended ones that are
 *     kept; beyond, a device is refused with 503
 * @param waitMax longest wait of one request for the next frame; never longer than {@code
 *     messenger.session.heartbeat-interval}
 * @param endedKept how long a device can learn why its session ended
 */
@ConfigurationProperties("messenger.poll")
public record PollConfig(
    @Bindable(defaultValue = "10000") int sessionsMax,
    @Bindable(defaultValue = "30s") Duration waitMax,
    @Bindable(defaultValue = "60s") Duration endedKept) {

  public PollConfig {
    if (sessionsMax < 1) {
      throw new IllegalArgumentException(
          "messenger.poll.sessions-max: " + sessionsMax + " (expected: >= 1)");
    }
    if (waitMax.isNegative()) {
      throw new IllegalArgumentException(
          "messenger.poll.wait-max: " + waitMax + " (expected: >= 0)");
    }
    if (!endedKept.isPositive()) {
      throw new IllegalArgumentException(
          "messenger.poll.ended-kept: " + endedKept + " (expected: > 0)");
    }
  }
}
