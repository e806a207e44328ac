package org.plumbline.simulations.load;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What was asked of a load beside its profile; whatever is empty follows from the profile.
 *
 * @param nodes chat nodes, 1 to 16
 * @param connections sockets, 1 to 200,000
 * @param rate messages a second of all users together, above 0 and at most 100,000
 * @param duration of the steady phase, 1 s to 10 min: the users' tokens live 15 min
 */
public record LoadOptions(
    OptionalInt nodes, OptionalInt connections, OptionalDouble rate, Optional<Duration> duration) {

  /** Nothing beside the profile. */
  public static final LoadOptions NONE =
      new LoadOptions(
          OptionalInt.empty(), OptionalInt.empty(), OptionalDouble.empty(), Optional.empty());

  private static final int NODES_MAX = 16;
  private static final int CONNECTIONS_MAX = 200_000;
  private static final int SECONDS_MAX = 600;

  public LoadOptions {
    nodes.ifPresent(value -> within(LoadOption.NODES, value, NODES_MAX));
    connections.ifPresent(value -> within(LoadOption.CONNECTIONS, value, CONNECTIONS_MAX));
    rate.ifPresent(LoadOptions::requireRate);
    duration.ifPresent(value -> within(LoadOption.DURATION, value.toSeconds(), SECONDS_MAX));
  }

  private static void within(LoadOption option, long value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(
          option.flag() + ": " + value + " (expected: 1 to " + most + ")");
    }
  }

  private static void requireRate(double value) {
    if (!(value > 0 && value <= LoadProfile.RATE_MAX)) {
      throw new IllegalArgumentException(
          LoadOption.RATE.flag()
              + ": "
              + value
              + " (expected: > 0, <= "
              + (int) LoadProfile.RATE_MAX
              + ")");
    }
  }

  /** What is not empty. */
  public Set<LoadOption> given() {
    Set<LoadOption> given = EnumSet.noneOf(LoadOption.class);
    if (nodes.isPresent()) {
      given.add(LoadOption.NODES);
    }
    if (connections.isPresent()) {
      given.add(LoadOption.CONNECTIONS);
    }
    if (rate.isPresent()) {
      given.add(LoadOption.RATE);
    }
    if (duration.isPresent()) {
      given.add(LoadOption.DURATION);
    }
    return given;
  }
}
