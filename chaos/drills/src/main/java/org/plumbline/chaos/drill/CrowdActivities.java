package org.plumbline.chaos.drill;

import static org.plumbline.chaos.experiment.format.Parameter.optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.chaos.experiment.format.Parameter;
import org.plumbline.chaos.experiment.format.Signature;
import org.plumbline.chaos.experiment.provider.ActivityFailed;
import org.plumbline.chaos.workload.Crowd;

/** A crowd that wants the same thing at once. */
final class CrowdActivities {

  private static final int READERS = 100;

  /**
   * Of each key one read is under way, and one waits for its end: of a crowd that comes within one
   * slow read, all but two share. Who comes later than that may need a third and a fourth.
   */
  private static final double SHARED_MIN = 0.9;

  private CrowdActivities() {}

  static List<SceneActivity> all() {
    return List.of(
        new SceneActivity(
            Signature.action(
                "read_at_once",
                "so many read one thread of the history at one node at once, which is judged",
                optional("readers", Parameter.Type.WHOLE)),
            CrowdActivities::readAtOnce));
  }

  private static JsonNode readAtOnce(Breakage breakage, ObjectNode with)
      throws ActivityFailed, InterruptedException {
    Scene scene = breakage.scene();
    Crowd.Answers answers;
    try {
      answers = Crowd.read(scene.fleet(), with.path("readers").asInt(READERS));
    } catch (IOException e) {
      throw new ActivityFailed("the crowd's reads cannot be counted: " + e.getMessage(), e);
    }
    double share = (double) answers.shared() / answers.asked();
    scene.figure("crowd", Figure.count(answers.asked()));
    scene.figure("crowd_that_shared_a_read", Figure.of(share, "1", answers.asked()));
    scene
        .findings()
        .add(
            new Finding(
                "one_read_for_the_crowd",
                !answers.failures().isEmpty() || answers.different() != 1
                    ? Outcome.BROKEN
                    : share >= SHARED_MIN ? Outcome.HELD : Outcome.BROKEN,
                answers.asked()
                    + " readers of one thread: "
                    + answers.shared()
                    + " shared another's read of the store, "
                    + answers.failures().size()
                    + " had no answer, and there were "
                    + answers.different()
                    + " different answers.",
                answers.failures().stream().distinct().toList()));
    return DoubleNode.valueOf(share);
  }
}
