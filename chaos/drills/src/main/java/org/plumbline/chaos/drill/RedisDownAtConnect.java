package org.plumbline.chaos.drill;

import eu.rekawek.toxiproxy.Proxy;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.chaos.checker.Timings;
import org.plumbline.chaos.workload.Fleet;
import org.plumbline.chaos.workload.OutcomeTally.FailedConnect;
import org.plumbline.chaos.workload.Participant;
import org.plumbline.client.Disconnect;
import org.plumbline.compose.EnvironmentFailure;
import org.plumbline.compose.MessengerNode;

/**
 * Redis cannot be reached by any node while new users connect. A session that cannot be recorded
 * must be refused before there is a socket, with 503 and Retry-After; whoever is connected stays,
 * and messages are acknowledged through the log all the same.
 */
final class RedisDownAtConnect extends Drill {

  private static final Duration REFUSED_WITHIN = Duration.ofSeconds(3);
  private static final Duration CONNECTED_WITHIN = Duration.ofSeconds(10);
  private static final Duration SETTLE = Duration.ofMillis(200);
  private static final int WITNESSES_MAX = 20;

  RedisDownAtConnect() {
    super("redis-down-at-connect", Map.of());
  }

  @Override
  String fault() {
    return "no node reaches Redis";
  }

  @Override
  boolean cutsSockets() {
    return false;
  }

  @Override
  void disturb(Scene scene) throws EnvironmentFailure, IOException, InterruptedException {
    List<Participant> late = scene.latecomers();
    scene.struck("the ways of all nodes to Redis are closed");
    for (Proxy proxy : proxies(scene)) {
      proxy.disable();
    }
    boolean closed = true;
    for (Proxy proxy : proxies(scene)) {
      closed &= !proxy.isEnabled() && !accepts(proxy.getListen());
    }
    scene.prove(closed, "the proxies to Redis are disabled and refuse connections");
    scene.hold(SETTLE);
    scene.fleet().connectLater(late);
    scene.hold(scene.profile().hold());
    long inside = Fleet.connectedOf(late);
    heal(scene);
    scene.healed("Redis can be reached");
    judgeRefusals(scene, inside);
    comeIn(scene, late);
  }

  @Override
  int latecomers(DrillProfile profile) {
    return Math.max(2, profile.users() / 4 * 2);
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

  @Override
  void heal(Scene scene) throws EnvironmentFailure, IOException {
    for (Proxy proxy : proxies(scene)) {
      proxy.enable();
    }
  }

  private static List<Proxy> proxies(Scene scene) throws EnvironmentFailure {
    List<Proxy> proxies = new ArrayList<>();
    for (MessengerNode node : scene.environment().nodes()) {
      proxies.add(scene.environment().link(node.id(), "redis"));
    }
    return proxies;
  }

  private static boolean accepts(String address) {
    int colon = address.lastIndexOf(':');
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(
              address.substring(0, colon), Integer.parseInt(address.substring(colon + 1))),
          500);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  List<Finding> judge(Scene scene, Timings timings) {
    return List.of();
  }
}
