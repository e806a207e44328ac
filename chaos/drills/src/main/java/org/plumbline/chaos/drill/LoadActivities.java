package org.plumbline.chaos.drill;

import static org.plumbline.chaos.drill.FaultActivities.seconds;
import static org.plumbline.chaos.experiment.format.Parameter.optional;
import static org.plumbline.chaos.experiment.format.Parameter.required;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.chaos.experiment.format.Parameter;
import org.plumbline.chaos.experiment.format.Signature;

/** What waits, asks and moves the load of a drill. */
final class LoadActivities {

  private static final double WINDOW_SECONDS = 2;
  private static final double ACKNOWLEDGED_WITHIN_SECONDS = 1;
  private static final double ANSWERED_WITHIN_SECONDS = 5;

  private LoadActivities() {}

  static List<SceneActivity> all() {
    return List.of(
        new SceneActivity(
            Signature.action(
                "wait",
                "the load goes on, for the profile's time unless seconds are given",
                optional("seconds", Parameter.Type.NUMBER)),
            LoadActivities::waited),
        new SceneActivity(
            Signature.action("connect_late_users", "those who come late connect now"),
            (breakage, with) -> {
              breakage.scene().fleet().connectLater(breakage.scene().latecomers());
              return NullNode.getInstance();
            }),
        new SceneActivity(
            Signature.action(
                "prove_effect_without_answer",
                "proves that messages of a node reached devices while their senders wait",
                required("node", Parameter.Type.TEXT),
                optional("within", Parameter.Type.NUMBER)),
            LoadActivities::proveEffect),
        new SceneActivity(
            Signature.action(
                "await_answers",
                "waits until no message waits for its acknowledgement",
                optional("within", Parameter.Type.NUMBER)),
            (breakage, with) -> {
              Scene scene = breakage.scene();
              Duration atMost = seconds(with, "within", ANSWERED_WITHIN_SECONDS);
              return BooleanNode.valueOf(scene.await(() -> scene.fleet().waiting() == 0, atMost));
            }),
        new SceneActivity(
            Signature.probe(
                "acknowledgement_rate",
                "share of the messages of the last seconds that were acknowledged within",
                optional("seconds", Parameter.Type.NUMBER),
                optional("within", Parameter.Type.NUMBER)),
            LoadActivities::acknowledgementRate),
        new SceneActivity(
            Signature.probe(
                "delivery_p99_ms",
                "p99 of the deliveries of the last seconds, in milliseconds",
                optional("seconds", Parameter.Type.NUMBER)),
            LoadActivities::deliveryMillis),
        new SceneActivity(
            Signature.probe(
                "reachable_devices",
                "share of the devices that have a session, but for those who come and go or come"
                    + " late"),
            LoadActivities::reachable));
  }

  private static JsonNode waited(Breakage breakage, ObjectNode with) throws InterruptedException {
    Scene scene = breakage.scene();
    scene.hold(with.has("seconds") ? seconds(with, "seconds", 0) : scene.profile().hold());
    return NullNode.getInstance();
  }

  private static JsonNode proveEffect(Breakage breakage, ObjectNode with)
      throws InterruptedException {
    Scene scene = breakage.scene();
    String node = with.path("node").asText();
    // Without answers the node sends little more, and its own worker reads nothing: what it had
    // appended shows at the latest when the other node takes over its share of the log.
    scene.await(
        () -> scene.fleet().tally().doneWithoutAnswer(node) > 0, seconds(with, "within", 0));
    long done = scene.fleet().tally().doneWithoutAnswer(node);
    scene.prove(
        done > 0,
        done + " messages of " + node + " had reached a device while their senders had no answer");
    scene.figure("done_without_answer", Figure.count(done));
    return LongNode.valueOf(done);
  }

  private static JsonNode acknowledgementRate(Breakage breakage, ObjectNode with) {
    Scene scene = breakage.scene();
    long to = scene.nanos() - seconds(with, "within", ACKNOWLEDGED_WITHIN_SECONDS).toNanos();
    long from = to - seconds(with, "seconds", WINDOW_SECONDS).toNanos();
    return DoubleNode.valueOf(scene.live().acknowledged(from, to));
  }

  private static JsonNode deliveryMillis(Breakage breakage, ObjectNode with) {
    Scene scene = breakage.scene();
    long now = scene.nanos();
    long from = now - seconds(with, "seconds", WINDOW_SECONDS).toNanos();
    return DoubleNode.valueOf(scene.live().deliveryMillis(0.99, from, now).orElse(0));
  }

  private static JsonNode reachable(Breakage breakage, ObjectNode with) {
    return DoubleNode.valueOf(breakage.scene().reachable());
  }
}
