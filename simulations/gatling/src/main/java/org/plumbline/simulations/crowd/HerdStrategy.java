package org.plumbline.simulations.crowd;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.plumbline.swarm.Backoff;

/**
 * A rule by which devices come back, of those that claim S4-56 compares.
 *
 * @param name in figures and tables
 * @param backoff what devices do
 * @param window over which the first tries are spread, where they are
 */
record HerdStrategy(String name, Backoff backoff, Optional<Duration> window) {

  private static final Duration BASE = Duration.ofSeconds(1);
  private static final Duration CAP = Duration.ofSeconds(30);

  /** As the client of this repository does it: its figures are a promise. */
  static final HerdStrategy CLIENT =
      new HerdStrategy("client", ConnectStormScenario.CLIENT, Optional.of(Duration.ofSeconds(5)));

  private static final HerdStrategy FIXED =
      new HerdStrategy("fixed_1_s", Backoff.fixed(BASE), Optional.empty());
  private static final HerdStrategy UNJITTERED =
      new HerdStrategy("unjittered", Backoff.unjittered(BASE, CAP), Optional.empty());
  private static final HerdStrategy EQUAL_JITTER =
      new HerdStrategy("equal_jitter", Backoff.equalJitter(BASE, CAP), Optional.empty());
  private static final HerdStrategy FULL_JITTER =
      new HerdStrategy("full_jitter", Backoff.fullJitter(BASE, CAP), Optional.of(BASE));
  private static final HerdStrategy SPREAD =
      new HerdStrategy(
          "spread_30_s",
          Backoff.exponential(Duration.ofSeconds(30), BASE, CAP),
          Optional.of(Duration.ofSeconds(30)));

  /** The client's last, on the nodes that all others have warmed. */
  static List<HerdStrategy> of(String profile) {
    return switch (profile) {
      case "full" -> List.of(FIXED, UNJITTERED, EQUAL_JITTER, FULL_JITTER, SPREAD, CLIENT);
      case "quick" -> List.of(FIXED, UNJITTERED, FULL_JITTER, CLIENT);
      default -> List.of(FIXED, CLIENT);
    };
  }

  /**
   * The most attempts in a second that are to be expected of so many devices whose first tries are
   * spread over the window: Poisson with mean {@code lambda = devices / window}, five standard
   * deviations above it, and all that had to try again (drill C13). Empty without a window.
   */
  Optional<Double> attemptsPerSecondMax(long devices, long again) {
    return window.map(
        time -> {
          double lambda = devices / Math.max(1, time.toMillis() / 1e3);
          return lambda + 5 * Math.sqrt(lambda) + again;
        });
  }
}
