package org.plumbline.messenger.membership;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * The limits of groups.
 *
 * @param membersMax most members of a group
 * @param largeAbove a group with more members than this is large: its messages are handed over
 *     apart from all others, and hints are not told to all
 * @param changeWithin how long a change that was asked for over HTTP is waited for
 * @param laneThreads how many large groups are handed over at once
 * @param chunkMax most members whose devices are looked for in one round trip
 */
@ConfigurationProperties("messenger.group")
public record GroupConfig(
    @Bindable(defaultValue = "5000") int membersMax,
    @Bindable(defaultValue = "100") int largeAbove,
    @Bindable(defaultValue = "5s") Duration changeWithin,
    @Bindable(defaultValue = "2") int laneThreads,
    @Bindable(defaultValue = "500") int chunkMax) {

  public GroupConfig {
    atLeastOne("members-max", membersMax);
    atLeastOne("large-above", largeAbove);
    atLeastOne("lane-threads", laneThreads);
    atLeastOne("chunk-max", chunkMax);
    if (changeWithin.toMillis() < 1) {
      throw new IllegalArgumentException(
          "messenger.group.change-within: " + changeWithin + " (expected: >= 1ms)");
    }
  }

  private static void atLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "messenger.group." + name + ": " + value + " (expected: >= 1)");
    }
  }
}
