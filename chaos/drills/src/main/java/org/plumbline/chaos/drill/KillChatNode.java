package org.plumbline.chaos.drill;

import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.chaos.checker.Timings;
import org.plumbline.compose.EnvironmentFailure;
import org.plumbline.compose.MessengerNode;

/**
 * Kill -9 of one chat node under load; its devices go to the other one, and it is started again.
 *
 * <p>With {@code ack=on_receive} the node acknowledges what only its memory holds. On an idle
 * machine a message is there for a millisecond, and a single kill would seldom meet one; so the
 * node's way to the log is slow for a while before the kill, as it is under load. What was
 * acknowledged in that time and not yet in the log is what this setting loses.
 */
final class KillChatNode extends Drill {

  private static final String VICTIM = "node-1";
  private static final String TOXIC = "slow_log";
  private static final long SLOW_LOG_MILLIS = 2_000;
  private static final Duration SLOW_FOR = Duration.ofMillis(1_500);
  private static final Duration DEAD_FOR = Duration.ofSeconds(1);
  private static final Duration BACK_WITHIN = Duration.ofSeconds(10);
  private static final Duration READY_UNDER_LOAD_WITHIN = Duration.ofSeconds(8);
  private static final Duration START_WITHIN = Duration.ofSeconds(90);

  private final boolean onReceive;

  KillChatNode(boolean onReceive) {
    super(
        onReceive ? "kill-chat-node-on-receive" : "kill-chat-node",
        onReceive ? Map.of("MESSENGER_ACK", "on_receive") : Map.of());
    this.onReceive = onReceive;
  }

  @Override
  String fault() {
    return onReceive
        ? "kill -9 of " + VICTIM + " after " + SLOW_FOR.toMillis() + " ms with a slow log"
        : "kill -9 of " + VICTIM;
  }

  @Override
  boolean cutsSockets() {
    return true;
  }

  @Override
  void disturb(Scene scene) throws EnvironmentFailure, IOException, InterruptedException {
    MessengerNode victim = scene.environment().node(VICTIM);
    GhostWatch ghost = GhostWatch.begin(scene, victim, survivor(scene));
    if (onReceive) {
      log(scene).toxics().latency(TOXIC, ToxicDirection.UPSTREAM, SLOW_LOG_MILLIS);
      scene.mark("the log is " + SLOW_LOG_MILLIS + " ms away from " + VICTIM);
      scene.hold(SLOW_FOR);
    }
    long pid = victim.pid();
    long before = scene.fleet().connectedTo(VICTIM);
    scene.struck("kill -9 of process " + pid);
    victim.kill();
    boolean gone =
        !victim.isAlive() && !ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    ghost.struck();
    boolean cut = before > 0 && scene.await(() -> ended(scene) >= before, Duration.ofSeconds(3));
    scene.prove(
        gone && cut,
        "process "
            + pid
            + (gone ? " is gone, " : " still runs, ")
            + ended(scene)
            + " of its "
            + before
            + " sockets ended");
    scene.figure("sockets_on_killed_node", Figure.count(before));
    scene.figure("sockets_dropped", Figure.count(Math.min(before, ended(scene))));
    scene.hold(DEAD_FOR);
    heal(scene);
    boolean ready = isReadyWithin(victim, READY_UNDER_LOAD_WITHIN);
    scene.await(() -> scene.fleet().connected() == scene.fleet().devices(), BACK_WITHIN);
    scene.healed(
        VICTIM
            + " runs again as process "
            + victim.pid()
            + (ready ? "" : ", and is not ready yet"));
    scene.findings().add(ghost.finding());
    if (!ready) {
      scene.note(
          VICTIM
              + " was not ready again within "
              + READY_UNDER_LOAD_WITHIN.toSeconds()
              + " s: the load ended before it was.");
    }
  }

  private static MessengerNode survivor(Scene scene) {
    return scene.environment().nodes().stream()
        .filter(node -> !node.id().equals(VICTIM))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no node but " + VICTIM));
  }

  private static long ended(Scene scene) {
    return scene.fleet().tally().disconnects(scene.faultNanos(), Long.MAX_VALUE);
  }

  private static boolean isReadyWithin(MessengerNode node, Duration time) {
    try {
      node.awaitReady(time);
      return true;
    } catch (EnvironmentFailure e) {
      return false;
    }
  }

  @Override
  void afterLoad(Scene scene) throws EnvironmentFailure {
    scene.environment().node(VICTIM).awaitReady(START_WITHIN);
  }

  @Override
  void heal(Scene scene) throws EnvironmentFailure, IOException {
    if (onReceive) {
      removeToxic(log(scene), TOXIC);
    }
    scene.environment().node(VICTIM).start();
  }

  private static Proxy log(Scene scene) throws EnvironmentFailure {
    return scene.environment().link(VICTIM, "kafka");
  }

  @Override
  List<Finding> judge(Scene scene, Timings timings) {
    long from = scene.faultNanos();
    int lost = timings.disconnected(from, scene.healedNanos());
    int back = timings.reconnected(from, scene.healedNanos());
    OptionalDouble time = timings.reconnectSeconds(0.99, from, scene.healedNanos());
    time.ifPresent(
        seconds -> scene.figure("time_to_99_percent_reconnected", Figure.of(seconds, "s", lost)));
    Outcome outcome = lost == 0 ? Outcome.UNKNOWN : back == lost ? Outcome.HELD : Outcome.BROKEN;
    List<Finding> findings = new ArrayList<>();
    findings.add(
        Finding.of(
            "reconnected",
            outcome,
            back
                + " of "
                + lost
                + " devices that lost their socket came back"
                + (time.isPresent() ? ", 99% within " + Scene.seconds(time.getAsDouble()) : "")
                + "."));
    long inTheLog = scene.fleet().tally().acknowledgedInTheLog();
    if (onReceive && inTheLog > 0) {
      findings.add(
          Finding.of(
              "ran_with_on_receive",
              Outcome.UNKNOWN,
              inTheLog + " acknowledgements named a place in the log: not on_receive."));
    }
    return findings;
  }
}
