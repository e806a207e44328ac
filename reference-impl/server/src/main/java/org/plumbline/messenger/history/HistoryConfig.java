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
 * @param recentThreadsMax most threads of one user that are put in the order of their last
 *     messages; one who has more gets them by id only
 */
@ConfigurationProperties("messenger.history")
public record HistoryConfig(
    @Bindable(defaultValue = "24h") Duration repeatWindow,
    @Bindable(defaultValue = "2s") Duration seenWait,
    @Bindable(defaultValue = "1000") int recentThreadsMax) {

  public HistoryConfig {
    if (repeatWindow.toSeconds() < 1) {
      throw new IllegalArgumentException(
          "messenger.history.repeat-window: " + repeatWindow + " (expected: >= 1s)");
    }
    if (recentThreadsMax < 1) {
      throw new IllegalArgumentException(
          "messenger.history.recent-threads-max: " + recentThreadsMax + " (expected: >= 1)");
    }
    if (seenWait.isNegative()) {
      throw new IllegalArgumentException(
          "messenger.history.seen-wait: " + seenWait + " (expected: >= 0s)");
    }
  }
}
