package org.plumbline.messenger.history;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * What holds for every store of messages.
 *
 * @param repeatWindow how long the key (sender, temp id) of a message is kept: a repeat that comes
 *     later is a message of its own
 * @param seenWait how long a read waits for a seq that its client has already seen
 */
@ConfigurationProperties("messenger.history")
public record HistoryConfig(
    @Bindable(defaultValue = "24h") Duration repeatWindow,
    @Bindable(defaultValue = "2s") Duration seenWait) {

  public HistoryConfig {
    if (repeatWindow.toSeconds() < 1) {
      throw new IllegalArgumentException(
          "messenger.history.repeat-window: " + repeatWindow + " (expected: >= 1s)");
    }
    if (seenWait.isNegative()) {
      throw new IllegalArgumentException(
          "messenger.history.seen-wait: " + seenWait + " (expected: >= 0s)");
    }
  }
}
