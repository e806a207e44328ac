package org.plumbline.chaos.drill;

import java.util.List;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.chaos.checker.Timings;

/**
 * The first node was asked to end: it did so by itself, and sent its devices away one after
 * another.
 */
final class DrainedNode extends Judge {

  private static final double GRACE_SECONDS = 20;

  /** The time over which a node with few devices sends them away grows by that with each. */
  private static final double EACH_SECONDS = 0.05;

  /** Of that time. Random moments of it lie closer together once in a million, for ten devices. */
  private static final double SPREAD_MIN = 0.2;

  private long devices;
  private long askedNanos;
  private long endedNanos;

  @Override
  void begin(Scene scene) {
    String node = scene.environment().nodes().getFirst().id();
    scene.beforeStrike(
        () -> {
          devices = scene.fleet().connectedTo(node);
          askedNanos = scene.nanos();
        });
    scene.afterStrike(() -> endedNanos = scene.nanos());
  }

  @Override
  List<Finding> findings(Scene scene, Timings timings) {
    double took = (endedNanos - askedNanos) / 1e9;
    double spread = timings.lossesSpreadSeconds(askedNanos, endedNanos);
    scene.figure("time_to_drain", Figure.of(took, "s", 1));
    scene.figure("sockets_drained", Figure.count(devices));
    scene.figure("goodbyes_spread_over", Figure.of(spread, "s", (int) devices));
    return List.of(
        Finding.of(
            "drained_within_grace",
            took < GRACE_SECONDS ? Outcome.HELD : Outcome.BROKEN,
            "The node ended " + Scene.seconds(took) + " after it was asked to."),
        Finding.of(
            "goodbyes_staggered",
            devices < 3
                ? Outcome.UNKNOWN
                : spread >= SPREAD_MIN * EACH_SECONDS * devices ? Outcome.HELD : Outcome.BROKEN,
            devices
                + " devices left over "
                + Scene.seconds(spread)
                + " (planned: up to "
                + Scene.seconds(EACH_SECONDS * devices)
                + ")."));
  }
}
