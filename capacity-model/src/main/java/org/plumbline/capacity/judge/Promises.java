package org.plumbline.capacity.judge;

import java.util.Set;
import java.util.regex.Pattern;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Finding;

/**
 * Which findings are promises of the messenger: those of loads, drills and probes in its default
 * settings. How fast it is, and how near a floor, is a goal and none, since the machine has its
 * part in it; a latency is judged with the claim that names it. None is either what only says
 * whether the measurement was worth something, or in which order things happened to come.
 */
public final class Promises {
  private static final String DEFAULT_ACKNOWLEDGEMENT = "on_broker";
  private static final Set<String> KINDS = Set.of("load", "drill", "probe");

  /** The setting of a drill that is there to see a promise broken. */
  private static final String EXPECTED_BROKEN = "expected_broken";

  /** It runs a setting that is known to lose messages, to show what it loses. */
  private static final String LOSSY_DRILL = "drill.kill_chat_node_on_receive";

  private static final Set<String> ABOUT_THE_MEASUREMENT =
      Set.of(
          "generator_not_saturated",
          "maximum_confirmed",
          "fault_was_active",
          "steady_state",
          "control_held",
          "method_was_performed",
          "drill_could_run",
          "ran_with_on_receive");

  /**
   * What is so and need not be: claims rest on it, but a messenger in which it came about the other
   * way, or where it was not seen this time, would break nothing.
   */
  private static final Set<String> OBSERVED_ONLY =
      Set.of(
          "sent_before_stored",
          "sent_before_received",
          "received_before_stored",
          "group_sent_before_stored");

  /**
   * The names of latencies, of what is held against a floor, and of costs: {@code
   * delivery_p99_under_50_ms}, {@code fan_out_at_least_70_percent_of_floor}.
   */
  private static final Pattern GOAL =
      Pattern.compile("(^|_)(p\\d{2,3}|floor|echo|round_trips)(_|$)");

  private Promises() {}

  /** Whether what this evidence found speaks of the messenger as it is by default. */
  public static boolean areMadeIn(Evidence evidence) {
    String acknowledgement = evidence.settings().getOrDefault("ack", DEFAULT_ACKNOWLEDGEMENT);
    return KINDS.contains(evidence.kind())
        && acknowledgement.equals(DEFAULT_ACKNOWLEDGEMENT)
        && !evidence.settings().containsKey(EXPECTED_BROKEN)
        && !evidence.id().equals(LOSSY_DRILL);
  }

  /** Whether the finding is one of the messenger's promises. */
  public static boolean isPromise(Finding finding) {
    return !isAboutTheMeasurement(finding)
        && !OBSERVED_ONLY.contains(finding.id())
        && !isGoal(finding);
  }

  /** Whether the finding says if the messenger is as fast or as lean as it is meant to be. */
  public static boolean isGoal(Finding finding) {
    return GOAL.matcher(finding.id()).find();
  }

  /** Whether the finding only says whether the measurement was worth something. */
  public static boolean isAboutTheMeasurement(Finding finding) {
    return ABOUT_THE_MEASUREMENT.contains(finding.id());
  }
}
