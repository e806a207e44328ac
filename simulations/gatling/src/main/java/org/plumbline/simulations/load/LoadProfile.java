package org.plumbline.simulations.load;

import java.time.Duration;
import java.util.List;

/**
 * How much load and for how long, apart from what the users do.
 *
 * <p>The rates are moderate on purpose: two cores carry the generator, both chat nodes and all data
 * servers, whose code is cold in a short run. A rate near saturation would measure their quarrel
 * over the cores.
 *
 * @param name {@code smoke}, {@code quick} or {@code full}
 * @param users how many users; even, since most loads are of pairs
 * @param secondDeviceShare the part of the users who have two devices, 0 to 1
 * @param messagesPerSecond offered by all users together, Poisson distributed
 * @param warmUp how long messages flow before anything is measured
 * @param duration how long the steady phase lasts
 * @param drainMax how long outstanding deliveries are waited for afterwards
 * @param textLength how long the texts are
 * @param generatorShare the part of the machine's cores that the generator may use
 * @param asked what the command line asked for beside the profile: no scenario's own shaping moves
 *     that
 */
public record LoadProfile(
    String name,
    int users,
    double secondDeviceShare,
    double messagesPerSecond,
    Duration warmUp,
    Duration duration,
    Duration drainMax,
    TextLength textLength,
    double generatorShare,
    LoadOptions asked) {

  /** Enough for a pool of users that one machine registers in seconds. */
  private static final int USERS_MAX = 20_000;

  static final double RATE_MAX = 100_000;

  public LoadProfile {
    if (users < 2 || users % 2 != 0 || users > USERS_MAX) {
      throw new IllegalArgumentException(
          "users: " + users + " (expected: an even number from 2 to " + USERS_MAX + ")");
    }
    if (!(secondDeviceShare >= 0 && secondDeviceShare <= 1)) {
      throw new IllegalArgumentException(
          "secondDeviceShare: " + secondDeviceShare + " (expected: 0 to 1)");
    }
    if (!(messagesPerSecond > 0 && messagesPerSecond <= RATE_MAX)) {
      throw new IllegalArgumentException(
          "messagesPerSecond: " + messagesPerSecond + " (expected: > 0, <= " + RATE_MAX + ")");
    }
    if (!(generatorShare > 0 && generatorShare <= 1)) {
      throw new IllegalArgumentException(
          "generatorShare: " + generatorShare + " (expected: > 0, <= 1)");
    }
    if (warmUp.isNegative()) {
      throw new IllegalArgumentException("warmUp: " + warmUp + " (expected: >= 0)");
    }
    positive("duration", duration);
    positive("drainMax", drainMax);
  }

  private static void positive(String field, Duration value) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException(field + ": " + value + " (expected: > 0)");
    }
  }

  /** Shows that the load works: about 12 s with the generator's start. */
  public static LoadProfile smoke() {
    return of("smoke", 24, 50, Duration.ofSeconds(8), Duration.ofSeconds(6));
  }

  /** Figures good enough to judge by: about 45 s. */
  public static LoadProfile quick() {
    return of("quick", 60, 100, Duration.ofSeconds(12), Duration.ofSeconds(26));
  }

  /** Figures with narrow intervals: about four minutes. */
  public static LoadProfile full() {
    return of("full", 200, 200, Duration.ofSeconds(30), Duration.ofSeconds(200));
  }

  /** The profile of that name. */
  public static LoadProfile byName(String name) {
    return List.of(smoke(), quick(), full()).stream()
        .filter(profile -> profile.name.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "profile: " + name + " (expected: smoke, quick or full)"));
  }

  private static LoadProfile of(
      String name, int users, double rate, Duration warmUp, Duration duration) {
    return new LoadProfile(
        name,
        users,
        0.25,
        rate,
        warmUp,
        duration,
        Duration.ofSeconds(10),
        new TextLength.Fixed(100),
        0.5,
        LoadOptions.NONE);
  }

  /** The same profile with another number of users. */
  public LoadProfile withUsers(int other) {
    return new LoadProfile(
        name,
        other,
        secondDeviceShare,
        messagesPerSecond,
        warmUp,
        duration,
        drainMax,
        textLength,
        generatorShare,
        asked);
  }

  /** The same profile with second devices for another part of the users. */
  public LoadProfile withSecondDeviceShare(double other) {
    return new LoadProfile(
        name,
        users,
        other,
        messagesPerSecond,
        warmUp,
        duration,
        drainMax,
        textLength,
        generatorShare,
        asked);
  }

  /** The same profile at another rate, unless a rate was asked for. */
  public LoadProfile withMessagesPerSecond(double other) {
    return new LoadProfile(
        name,
        users,
        secondDeviceShare,
        asked.rate().orElse(other),
        warmUp,
        duration,
        drainMax,
        textLength,
        generatorShare,
        asked);
  }

  /** The same profile over other times, except for a steady phase that was asked for. */
  public LoadProfile withTimes(Duration otherWarmUp, Duration otherDuration) {
    return new LoadProfile(
        name,
        users,
        secondDeviceShare,
        messagesPerSecond,
        otherWarmUp,
        asked.duration().orElse(otherDuration),
        drainMax,
        textLength,
        generatorShare,
        asked);
  }

  /** The same profile with other texts. */
  public LoadProfile withTextLength(TextLength other) {
    return new LoadProfile(
        name,
        users,
        secondDeviceShare,
        messagesPerSecond,
        warmUp,
        duration,
        drainMax,
        other,
        generatorShare,
        asked);
  }

  /** The same profile with another patience. */
  public LoadProfile withDrainMax(Duration other) {
    return new LoadProfile(
        name,
        users,
        secondDeviceShare,
        messagesPerSecond,
        warmUp,
        duration,
        other,
        textLength,
        generatorShare,
        asked);
  }

  /** The same profile, but for what was asked for. */
  public LoadProfile asking(LoadOptions options) {
    return new LoadProfile(
        name,
        users,
        secondDeviceShare,
        options.rate().orElse(messagesPerSecond),
        warmUp,
        options.duration().orElse(duration),
        drainMax,
        textLength,
        generatorShare,
        options);
  }

  /** How many connections: what was asked for, else what the scenario has for this profile. */
  public int connections(int standard) {
    return asked.connections().orElse(standard);
  }

  /** How long messages are sent in all. */
  public Duration sending() {
    return warmUp.plus(duration);
  }
}
