package org.plumbline.simulations.presence;

import java.time.Duration;
import java.util.List;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.simulations.driver.LoadReport;
import org.plumbline.simulations.driver.OpenLoop;
import org.plumbline.simulations.measure.Percentiles;
import org.plumbline.simulations.measure.SlicedHistogram;

/** What the evidence of a churn says beside what watchers were told. */
final class ChurnReport {

  private ChurnReport() {}

  static void settings(LoadReport report, ChurnPlan plan, ChurnCast cast) {
    report
        .set("watchers", cast.watchers().size())
        .set("visitors", cast.visitors().size())
        .set("residents", cast.residents().size())
        .set("pairs", plan.pairs())
        .set("comings_rate", plan.comingsPerSecond())
        .set("message_rate", PresenceChurnScenario.MESSAGES_PER_PAIR * plan.pairs())
        .set("duration", plan.coming())
        .set("stay", plan.stay())
        .set("blink", plan.blink())
        .set("flap_share", plan.flapShare())
        .set("online_delay", plan.onlineDelay())
        .set("offline_delay", plan.offlineDelay());
  }

  static void figures(
      LoadReport report,
      ChurnPlan plan,
      ChurnCast cast,
      PresenceComparison comparison,
      ChurnJourney journey,
      OpenLoop churn) {
    SlicedHistogram online = whole(plan);
    SlicedHistogram offline = whole(plan);
    comparison.eachTold(
        told ->
            (told.change().kind() == Episode.Kind.CAME ? online : offline)
                .record(churn.microsAt(told.change().fromNanos()), told.nanos() / 1_000));
    report
        .latency("online_told", new Percentiles(online.slices()))
        .latency("offline_told", new Percentiles(offline.slices()))
        .count("changes", comparison.changes())
        .count("flaps", comparison.flaps())
        .count(
            "unclear",
            journey.episodes().stream()
                .filter(episode -> episode.kind() == Episode.Kind.UNCLEAR)
                .count())
        .count("frames_of_changes", comparison.frames())
        .count("last_seen_frames", comparison.lastSeenFrames());
    if (comparison.changes() > 0) {
      double owed = (double) comparison.changes() * cast.watchers().size();
      report.put(
          "frames_per_change_and_watcher", Figure.of(comparison.frames() / owed, "1", (int) owed));
    }
  }

  static Finding journeysEnded(OpenLoop.Outcome outcome) {
    return ended("all_came_and_went", outcome, outcome.begun() - outcome.failed(), "comings");
  }

  static Finding delivered(OpenLoop.Outcome outcome, long delivered) {
    return ended("all_delivered_beside", outcome, delivered, "messages");
  }

  private static Finding ended(String id, OpenLoop.Outcome outcome, long count, String what) {
    if (outcome.begun() == 0) {
      return Finding.of(id, Outcome.UNKNOWN, "There were no " + what + ".");
    }
    return new Finding(
        id,
        count == outcome.begun() ? Outcome.HELD : Outcome.BROKEN,
        count + " of " + outcome.begun() + " " + what + " came to their end.",
        count == outcome.begun() ? List.of() : outcome.witnesses());
  }

  static List<String> notes() {
    return List.of(
        "Open model: comings and messages are Poisson and fixed beforehand. online_told and"
            + " offline_told run from the moment in which the user's device began to connect or to"
            + " leave to the frame at each watcher, so the node's delay is in them.",
        "A flap is an absence or a visit of half a second. A visit ends when a friend who asks is"
            + " told so, an absence with the new session; one that took longer than half of the"
            + " online delay is unclear and judged by nobody. After such a visit each watcher may"
            + " be told once when the user was last seen.",
        "Generator, chat nodes and data servers share the machine's cores.");
  }

  /** Of changes, the last of which happen when nobody comes any more. */
  private static SlicedHistogram whole(ChurnPlan plan) {
    Duration length = plan.coming().plus(plan.stay()).plus(plan.away());
    return new SlicedHistogram(0, length.toNanos() / 1_000, PresenceChurnScenario.SLICES);
  }
}
