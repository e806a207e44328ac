package org.plumbline.chaos.drill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.chaos.workload.Fleet;
import org.plumbline.chaos.workload.OutcomeTally.FailedConnect;
import org.plumbline.chaos.workload.Participant;
import org.plumbline.client.Disconnect;

/**
 * A session that cannot be recorded must be refused before there is a socket, with 503 and
 * Retry-After; those who come late in the meantime come in when it can be recorded again.
 */
final class RefusedUpgrades extends Judge {

  private static final Duration REFUSED_WITHIN = Duration.ofSeconds(3);
  private static final Duration CONNECTED_WITHIN = Duration.ofSeconds(10);
  private static final int WITNESSES_MAX = 20;

  private long inside;

  @Override
  void begin(Scene scene) {
    scene.beforeHeal(() -> inside = Fleet.connectedOf(scene.latecomers()));
  }

  @Override
  void afterMethod(Scene scene) throws InterruptedException {
    judgeRefusals(scene, inside);
    comeIn(scene, scene.latecomers());
  }

  private static void judgeRefusals(Scene scene, long inside) {
    List<FailedConnect> failed =
        scene.fleet().tally().failedConnects(scene.faultNanos(), scene.healedNanos());
    List<String> witnesses = new ArrayList<>();
    long slowest = 0;
    for (FailedConnect each : failed) {
      long took = each.nanos() - each.startedNanos();
      slowest = Math.max(slowest, took);
      boolean asked =
          each.cause() instanceof Disconnect.Refused(int status, Duration after)
              && status == 503
              && after != null;
      if ((!asked || took > REFUSED_WITHIN.toNanos()) && witnesses.size() < WITNESSES_MAX) {
        witnesses.add(each.cause() + " after " + Scene.seconds(took / 1e9));
      }
    }
    if (inside > 0) {
      witnesses.add(inside + " devices got a socket though nothing could record it");
    }
    Outcome outcome =
        !witnesses.isEmpty() ? Outcome.BROKEN : failed.isEmpty() ? Outcome.UNKNOWN : Outcome.HELD;
    scene
        .findings()
        .add(
            new Finding(
                "refused_when_redis_cannot_record",
                outcome,
                failed.size()
                    + " upgrades ended without a socket, the slowest after "
                    + Scene.seconds(slowest / 1e9)
                    + " (expected: 503 with Retry-After within "
                    + Scene.seconds(REFUSED_WITHIN.toMillis() / 1e3)
                    + ").",
                witnesses));
    scene.figure("refused_upgrades", Figure.count(failed.size()));
  }

  private static void comeIn(Scene scene, List<Participant> late) throws InterruptedException {
    int needed = (int) Math.ceil(0.99 * late.size());
    boolean in = scene.await(() -> Fleet.connectedOf(late) >= needed, CONNECTED_WITHIN);
    double seconds = (scene.nanos() - scene.healedNanos()) / 1e9;
    if (in) {
      scene.figure("time_to_99_percent_reconnected", Figure.of(seconds, "s", late.size()));
    }
    boolean all = in && scene.await(() -> Fleet.connectedOf(late) == late.size(), CONNECTED_WITHIN);
    scene
        .findings()
        .add(
            Finding.of(
                "reconnected",
                all ? Outcome.HELD : Outcome.BROKEN,
                Fleet.connectedOf(late)
                    + " of "
                    + late.size()
                    + " refused devices came in after Redis was back, 99% within "
                    + Scene.seconds(seconds)
                    + "."));
  }
}
