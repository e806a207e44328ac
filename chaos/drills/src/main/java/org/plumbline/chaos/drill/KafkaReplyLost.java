package org.plumbline.chaos.drill;

import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.chaos.checker.Timings;
import org.plumbline.compose.EnvironmentFailure;

/**
 * Kafka does what a node asks, and its answers are lost on the way back. The senders cannot know
 * whether their messages are in the log; they ask again under the same names, and nobody may see a
 * message twice. The proof that the effect was done is that devices receive, over the other node,
 * messages whose senders still wait.
 */
final class KafkaReplyLost extends Drill {

  private static final String VICTIM = "node-1";
  private static final String TOXIC = "reply_lost";
  private static final Duration PROVEN_WITHIN = Duration.ofSeconds(8);

  KafkaReplyLost() {
    super("kafka-reply-lost", Map.of());
  }

  @Override
  String fault() {
    return "Kafka's answers to " + VICTIM + " are lost";
  }

  @Override
  boolean cutsSockets() {
    return false;
  }

  @Override
  void disturb(Scene scene) throws EnvironmentFailure, IOException, InterruptedException {
    scene.struck("nothing comes back from Kafka to " + VICTIM);
    log(scene).toxics().timeout(TOXIC, ToxicDirection.DOWNSTREAM, 0);
    scene.hold(scene.profile().hold());
    // Without answers the node sends little more, and its own worker reads nothing: what it had
    // appended shows at the latest when the other node takes over its share of the log.
    scene.await(() -> scene.fleet().tally().doneWithoutAnswer(VICTIM) > 0, PROVEN_WITHIN);
    long done = scene.fleet().tally().doneWithoutAnswer(VICTIM);
    scene.prove(
        done > 0,
        done
            + " messages of "
            + VICTIM
            + " had reached a device while their senders had no answer");
    heal(scene);
    scene.healed("Kafka's answers come through");
    scene.figure("done_without_answer", Figure.count(done));
    scene.await(() -> scene.fleet().waiting() == 0, Duration.ofSeconds(5));
  }

  @Override
  void heal(Scene scene) throws EnvironmentFailure, IOException {
    removeToxic(log(scene), TOXIC);
  }

  private static Proxy log(Scene scene) throws EnvironmentFailure {
    return scene.environment().link(VICTIM, "kafka");
  }

  @Override
  List<Finding> judge(Scene scene, Timings timings) {
    return List.of();
  }
}
