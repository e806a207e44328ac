package org.plumbline.chaos.experiment.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plumbline.chaos.experiment.format.Activity;
import org.plumbline.chaos.experiment.format.Hypothesis;
import org.plumbline.chaos.experiment.format.Tolerance;
import org.plumbline.chaos.experiment.provider.ActivityFailed;
import org.plumbline.chaos.experiment.provider.Performers;

/**
 * Performs single activities, with their pauses and tolerances. Safe for use by several threads.
 */
final class ActivityRunner {

  private final Surroundings surroundings;
  private final Performers performers;
  private final Tolerances tolerances;

  ActivityRunner(Surroundings surroundings, Performers performers) {
    this.surroundings = surroundings;
    this.performers = performers;
    this.tolerances = new Tolerances(performers);
  }

  /** Performs it; what goes wrong in it is told in the result. */
  ActivityRun perform(Activity activity, boolean aloud) throws InterruptedException {
    pause(activity.pauseBefore());
    if (aloud) {
      say(
          activity.kind().word()
              + ": "
              + activity.name()
              + (activity.background() ? " [in background]" : ""));
    }
    Instant start = surroundings.clock().instant();
    ActivityRun run = performed(activity, start);
    if (run.failure() != null) {
      say(activity.name() + " failed: " + run.failure());
    }
    pause(activity.pauseAfter());
    return run;
  }

  private ActivityRun performed(Activity activity, Instant start) throws InterruptedException {
    JsonNode output = NullNode.getInstance();
    String failure = null;
    try {
      output = performers.perform(activity.provider());
    } catch (ActivityFailed e) {
      failure = String.valueOf(e.getMessage());
    }
    return new ActivityRun(activity, start, surroundings.clock().instant(), output, failure, null);
  }

  private void pause(JsonNode given) throws InterruptedException {
    double seconds = performers.values().in(given).asDouble(0);
    if (seconds > 0) {
      say("pausing for " + seconds + " s");
      surroundings.pause().of(Duration.ofNanos((long) (seconds * 1e9)));
    }
  }

  /** Looks at the hypothesis, until a probe is not within its tolerance. */
  SteadyState look(Hypothesis hypothesis, boolean aloud) throws InterruptedException {
    List<ActivityRun> probes = new ArrayList<>();
    for (Activity probe : hypothesis.probes()) {
      ActivityRun run = perform(probe, aloud);
      boolean met = run.succeeded() && isWithin(probe.tolerance(), run.output());
      probes.add(run.judged(met));
      if (!met) {
        return new SteadyState(false, probes);
      }
    }
    return new SteadyState(true, probes);
  }

  private boolean isWithin(@Nullable Tolerance tolerance, JsonNode output)
      throws InterruptedException {
    return tolerance == null || tolerances.within(tolerance, output);
  }

  Instant now() {
    return surroundings.clock().instant();
  }

  void say(String line) {
    surroundings.progress().accept(line);
  }
}
