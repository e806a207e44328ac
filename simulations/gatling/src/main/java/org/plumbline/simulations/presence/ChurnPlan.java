package org.plumbline.simulations.presence;

import java.time.Duration;
import java.util.SplittableRandom;
import org.plumbline.simulations.load.LoadProfile;

/**
 * How users come and go.
 *
 * @param watchers devices that watch all who come and go
 * @param pairs pairs that write to each other beside it
 * @param comingsPerSecond how often somebody comes or flaps, of all together
 * @param coming for how long that goes on
 * @param stay how long a visitor is there, longer than the delay before it is told
 * @param away how long a visitor is left alone afterwards, longer than that delay as well
 * @param blink how long a flap lasts, shorter than both delays
 * @param flapShare the part of the comings that are flaps, half of them absences and half visits
 * @param onlineDelay the nodes' {@code messenger.presence.online-delay}
 * @param offlineDelay the nodes' {@code messenger.presence.offline-delay}
 */
record ChurnPlan(
    int watchers,
    int pairs,
    double comingsPerSecond,
    Duration coming,
    Duration stay,
    Duration away,
    Duration blink,
    double flapShare,
    Duration onlineDelay,
    Duration offlineDelay) {

  private static final double FLAP_SHARE = 0.3;
  private static final double ROOM = 1.5;
  private static final int SPARE = 4;

  /** What comes next. */
  enum Kind {
    VISIT,
    /** A user who is there is away for a moment. */
    ABSENCE,
    /** A user who is away is there for a moment. */
    FLASH
  }

  static ChurnPlan of(LoadProfile profile) {
    return switch (profile.name()) {
      case "full" -> of(20, 8, 8, Duration.ofSeconds(160));
      case "quick" -> of(10, 4, 4, Duration.ofSeconds(26));
      default -> of(4, 2, 3, Duration.ofSeconds(3));
    };
  }

  private static ChurnPlan of(int watchers, int pairs, double perSecond, Duration coming) {
    return new ChurnPlan(
        watchers,
        pairs,
        perSecond,
        coming,
        Duration.ofSeconds(5),
        Duration.ofSeconds(6),
        Duration.ofMillis(500),
        FLAP_SHARE,
        Duration.ofSeconds(2),
        Duration.ofSeconds(3));
  }

  Kind kind(long seed, int number) {
    double drawn = new SplittableRandom(seed * 1_000_003L + number).nextDouble();
    return drawn >= flapShare ? Kind.VISIT : drawn < flapShare / 2 ? Kind.ABSENCE : Kind.FLASH;
  }

  /** So many that one is always free, with room for chance. */
  int visitors(int comings) {
    double busy = stay.plus(away).toNanos() / 1e9;
    return (int) Math.min(comings, Math.ceil(comingsPerSecond * busy * ROOM) + SPARE);
  }

  /** As {@link #visitors}, of those who are there and go for a moment. */
  int residents(int comings) {
    double busy = blink.plus(away).toNanos() / 1e9;
    return (int)
        Math.min(comings, Math.ceil(comingsPerSecond * flapShare / 2 * busy * ROOM) + SPARE);
  }

  /** A flap that took longer than this may be told or not. */
  Duration blinkMax() {
    return onlineDelay.dividedBy(2);
  }
}
