package org.plumbline.chaos.drill;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.chaos.checker.Timings;
import org.plumbline.compose.MessengerNode;

/**
 * The first node is killed: its sockets end, its devices come back elsewhere, and nobody is said to
 * be online for long who has gone with it.
 */
final class KilledNode extends Judge {

  private static final Duration CUT_WITHIN = Duration.ofSeconds(3);

  private @Nullable GhostWatch ghost;
  private long before;

  @Override
  void begin(Scene scene) throws InterruptedException {
    MessengerNode victim = scene.environment().nodes().getFirst();
    MessengerNode survivor = scene.environment().nodes().getLast();
    GhostWatch watch = GhostWatch.begin(scene, victim, survivor);
    ghost = watch;
    scene.beforeStrike(() -> before = scene.fleet().connectedTo(victim.id()));
    scene.afterStrike(
        () -> {
          watch.struck();
          boolean cut = before > 0 && scene.await(() -> ended(scene) >= before, CUT_WITHIN);
          scene.prove(cut, ended(scene) + " of its " + before + " sockets ended");
          scene.figure("sockets_on_killed_node", Figure.count(before));
          scene.figure("sockets_dropped", Figure.count(Math.min(before, ended(scene))));
        });
  }

  private static long ended(Scene scene) {
    return scene.fleet().tally().disconnects(scene.faultNanos(), Long.MAX_VALUE);
  }

  @Override
  void afterMethod(Scene scene) throws InterruptedException {
    GhostWatch watch = ghost;
    if (watch != null) {
      scene.findings().add(watch.finding());
    }
  }

  @Override
  List<Finding> findings(Scene scene, Timings timings) {
    long from = scene.faultNanos();
    int lost = timings.disconnected(from, scene.healedNanos());
    int back = timings.reconnected(from, scene.healedNanos());
    OptionalDouble time = timings.reconnectSeconds(0.99, from, scene.healedNanos());
    time.ifPresent(
        seconds -> scene.figure("time_to_99_percent_reconnected", Figure.of(seconds, "s", lost)));
    Outcome outcome = lost == 0 ? Outcome.UNKNOWN : back == lost ? Outcome.HELD : Outcome.BROKEN;
    return List.of(
        Finding.of(
            "reconnected",
            outcome,
            back
                + " of "
                + lost
                + " devices that lost their socket came back"
                + (time.isPresent() ? ", 99% within " + Scene.seconds(time.getAsDouble()) : "")
                + "."));
  }
}
