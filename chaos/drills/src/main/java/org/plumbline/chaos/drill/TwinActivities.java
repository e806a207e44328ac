package org.plumbline.chaos.drill;

import static org.plumbline.chaos.experiment.format.Parameter.optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.chaos.experiment.format.Parameter;
import org.plumbline.chaos.experiment.format.Signature;
import org.plumbline.chaos.experiment.provider.ActivityFailed;
import org.plumbline.chaos.fault.DuplicateNode;

/** What becomes of a second node of one number. */
final class TwinActivities {

  private static final double REFUSED_WITHIN_SECONDS = 30;
  private static final int LAST_WORDS = 3;

  private TwinActivities() {}

  static List<SceneActivity> all() {
    return List.of(
        new SceneActivity(
            Signature.action(
                "await_refused_twin",
                "waits until the second node of a number ends by itself, which is judged",
                optional("within", Parameter.Type.NUMBER)),
            TwinActivities::awaitRefused));
  }

  private static JsonNode awaitRefused(Breakage breakage, ObjectNode with)
      throws ActivityFailed, InterruptedException {
    Duration within = FaultActivities.seconds(with, "within", REFUSED_WITHIN_SECONDS);
    DuplicateNode twin =
        breakage
            .struck(DuplicateNode.class)
            .orElseThrow(() -> new ActivityFailed("there is no second node to wait for"));
    OptionalInt exit = twin.refusedWithin(within);
    breakage
        .scene()
        .findings()
        .add(
            new Finding(
                "second_node_refused",
                exit.orElse(0) != 0 ? Outcome.HELD : Outcome.BROKEN,
                exit.isPresent()
                    ? "The second node ended with exit code " + exit.getAsInt() + "."
                    : "The second node still ran after " + within.toSeconds() + " s.",
                twin.lastWords(LAST_WORDS)));
    return BooleanNode.valueOf(exit.isPresent());
  }
}
