package org.plumbline.chaos.drill;

import eu.rekawek.toxiproxy.Proxy;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.chaos.checker.Timings;
import org.plumbline.chaos.workload.WorkloadFailed;
import org.plumbline.compose.EnvironmentFailure;

/** One thing that breaks, and what must hold meanwhile. Stateless; runs one after another. */
public abstract class Drill {

  private final String name;
  private final Map<String, String> nodeSettings;

  Drill(String name, Map<String, String> nodeSettings) {
    this.name = name;
    this.nodeSettings = Map.copyOf(nodeSettings);
  }

  /** For example {@code kill-chat-node}. */
  public final String name() {
    return name;
  }

  /** For example {@code drill.kill_chat_node}. */
  public final String evidenceId() {
    return "drill." + fileName();
  }

  final String fileName() {
    return name.replace('-', '_');
  }

  /** With what the nodes have to run; set by the caller, who restarts them for it. */
  public final Map<String, String> nodeSettings() {
    return nodeSettings;
  }

  /**
   * Runs the drill and judges it. What was broken is healed at the end, also when this throws or
   * the process is asked to stop.
   *
   * @throws WorkloadFailed when accounts cannot be made or devices not connected before any fault
   * @throws EnvironmentFailure when a node or proxy cannot be handled
   * @throws IOException when Toxiproxy does not do as it is told
   * @throws InterruptedException when the calling thread was interrupted
   */
  public final Evidence run(DrillContext context)
      throws WorkloadFailed, EnvironmentFailure, IOException, InterruptedException {
    return new DrillRun(this, context).run();
  }

  /** What this drill breaks, in a few words for the evidence. */
  abstract String fault();

  /** Whether a device's socket may end because of the fault. */
  abstract boolean cutsSockets();

  /** Under load: strikes, proves, holds and heals. */
  abstract void disturb(Scene scene) throws EnvironmentFailure, IOException, InterruptedException;

  /** What has to be waited for before everything can come to rest, when the load has ended. */
  void afterLoad(Scene scene) throws EnvironmentFailure {}

  /** How many users come late, logged in before the load begins and not connected. */
  int latecomers(DrillProfile profile) {
    return 0;
  }

  /** Undoes the fault, however far it had come; doing it twice does no harm. */
  abstract void heal(Scene scene) throws EnvironmentFailure, IOException;

  /** What must have held besides the invariants of all drills. */
  abstract List<Finding> judge(Scene scene, Timings timings);

  static void removeToxic(Proxy proxy, String toxic) throws IOException {
    for (var each : proxy.toxics().getAll()) {
      if (each.getName().equals(toxic)) {
        each.remove();
      }
    }
  }
}
