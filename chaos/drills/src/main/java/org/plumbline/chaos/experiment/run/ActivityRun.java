package org.plumbline.chaos.experiment.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.plumbline.chaos.experiment.format.Activity;

/**
 * What became of an activity.
 *
 * @param output its value; a null node when it gave none
 * @param failure why it failed; null when it succeeded
 * @param toleranceMet null where there was no tolerance
 */
public record ActivityRun(
    Activity activity,
    Instant start,
    Instant end,
    JsonNode output,
    @Nullable String failure,
    @Nullable Boolean toleranceMet) {

  public boolean succeeded() {
    return failure == null;
  }

  ActivityRun judged(boolean met) {
    return new ActivityRun(activity, start, end, output, failure, met);
  }

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.set("activity", activity.source());
    json.set("output", output);
    json.put("start", start.toString());
    json.put("status", succeeded() ? "succeeded" : "failed");
    json.put("end", end.toString());
    json.put("duration", seconds(start, end));
    if (toleranceMet != null) {
      json.put("tolerance_met", toleranceMet);
    }
    if (failure != null) {
      json.putArray("exception").add(failure);
    }
    return json;
  }

  static double seconds(Instant start, Instant end) {
    return Duration.between(start, end).toNanos() / 1e9;
  }
}
