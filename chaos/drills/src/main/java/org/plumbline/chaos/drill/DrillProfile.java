package org.plumbline.chaos.drill;

import java.time.Duration;
import java.util.List;
import org.plumbline.chaos.workload.Mix;

/**
 * How large and how long a drill is.
 *
 * @param name smoke, quick or full
 * @param users of the workload, with two devices each
 * @param messagesPerSecond over all users
 * @param steady load before the fault
 * @param hold how long the fault lasts
 * @param tail load after it was healed
 * @param quietWithin bound of the quiet end
 */
public record DrillProfile(
    String name,
    int users,
    int messagesPerSecond,
    Duration steady,
    Duration hold,
    Duration tail,
    Duration quietWithin) {

  private static final List<DrillProfile> ALL =
      List.of(
          new DrillProfile(
              "smoke",
              6,
              30,
              Duration.ofMillis(1_500),
              Duration.ofMillis(2_500),
              Duration.ofMillis(500),
              Duration.ofSeconds(20)),
          new DrillProfile(
              "quick",
              10,
              40,
              Duration.ofSeconds(3),
              Duration.ofSeconds(4),
              Duration.ofSeconds(2),
              Duration.ofSeconds(25)),
          new DrillProfile(
              "full",
              40,
              100,
              Duration.ofSeconds(10),
              Duration.ofSeconds(8),
              Duration.ofSeconds(10),
              Duration.ofSeconds(60)));

  /** What the workload has besides pairs. */
  public Mix mix() {
    return switch (name) {
      case "smoke" -> Mix.SMALL;
      case "quick" -> Mix.MEDIUM;
      default -> Mix.LARGE;
    };
  }

  /** The profile of that name. */
  public static DrillProfile byName(String name) {
    return ALL.stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "profile: "
                        + name
                        + " (expected: one of "
                        + ALL.stream().map(DrillProfile::name).toList()
                        + ")"));
  }
}
