package org.plumbline.messenger.push;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * The limits of push.
 *
 * @param grace how long after a message its recipient is looked for again before he is pushed to
 * @param preview whether a push carries the message's words; without it the provider learns none
 * @param knownUsersMax of how many users this node remembers whether they have devices to push to
 * @param knownFor how long it believes that; another node's registrations are seen so late
 * @param noteWithin how long delivery waits for the note of a missed device to be safe
 * @param inHandMax most notes taken and not yet dealt with; then this node reads no further
 * @param inFlightMax most requests under way to one provider
 * @param triesMax after so many a push is given up
 * @param backoffFirst the pause before the second try, at most; doubled for each further one, and
 *     drawn at random below that
 * @param backoffMax the longest pause, also where a provider asks for a longer one
 * @param keptFor how long a push is worth sending, and how long the provider keeps it
 * @param groupRate how many notes of one group become due a second
 * @param groupSpreadMax the longest that a group's note is put off
 */
@ConfigurationProperties("messenger.push")
public record PushConfig(
    @Bindable(defaultValue = "1s") Duration grace,
    @Bindable(defaultValue = "false") boolean preview,
    @Bindable(defaultValue = "200000") int knownUsersMax,
    @Bindable(defaultValue = "5s") Duration knownFor,
    @Bindable(defaultValue = "3s") Duration noteWithin,
    @Bindable(defaultValue = "5000") int inHandMax,
    @Bindable(defaultValue = "100") int inFlightMax,
    @Bindable(defaultValue = "8") int triesMax,
    @Bindable(defaultValue = "500ms") Duration backoffFirst,
    @Bindable(defaultValue = "60s") Duration backoffMax,
    @Bindable(defaultValue = "4h") Duration keptFor,
    @Bindable(defaultValue = "500") int groupRate,
    @Bindable(defaultValue = "30s") Duration groupSpreadMax) {

  public PushConfig {
    positive("known-users-max", knownUsersMax);
    positive("in-hand-max", inHandMax);
    positive("in-flight-max", inFlightMax);
    positive("tries-max", triesMax);
    positive("group-rate", groupRate);
    if (grace.isNegative()) {
      throw new IllegalArgumentException("messenger.push.grace: " + grace + " (expected: >= 0)");
    }
    if (!backoffFirst.isPositive() || backoffMax.compareTo(backoffFirst) < 0) {
      throw new IllegalArgumentException(
          "messenger.push.backoff-first, backoff-max: "
              + backoffFirst
              + ", "
              + backoffMax
              + " (expected: > 0, and the first not the longer)");
    }
  }

  private static void positive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "messenger.push." + name + ": " + value + " (expected: >= 1)");
    }
  }
}
