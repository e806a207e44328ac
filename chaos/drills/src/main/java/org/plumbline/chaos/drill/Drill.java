package org.plumbline.chaos.drill;

import java.io.IOException;
import java.util.Map;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.chaos.experiment.format.Experiment;
import org.plumbline.chaos.fault.FaultFailure;
import org.plumbline.chaos.workload.WorkloadFailed;
import org.plumbline.compose.EnvironmentFailure;

/**
 * One thing that breaks, and what must hold meanwhile: an experiment, and what its file says of the
 * drill around it.
 */
public final class Drill {

  private final String name;
  private final Experiment experiment;
  private final Plan plan;

  Drill(String name, Experiment experiment, Plan plan) {
    this.name = name;
    this.experiment = experiment;
    this.plan = plan;
  }

  /** For example {@code kill-chat-node}. */
  public String name() {
    return name;
  }

  /** In one line, for people. */
  public String title() {
    return experiment.title();
  }

  /** For example {@code drill.kill_chat_node}. */
  public String evidenceId() {
    return "drill." + fileName();
  }

  String fileName() {
    return name.replace('-', '_');
  }

  /** With what the nodes have to run; set by the caller, who restarts them for it. */
  public Map<String, String> nodeSettings() {
    return plan.nodeSettings();
  }

  Experiment experiment() {
    return experiment;
  }

  Plan plan() {
    return plan;
  }

  /**
   * Runs the drill and judges it. What was broken is healed at the end, also when this throws or
   * the process is asked to stop.
   *
   * @throws WorkloadFailed when accounts cannot be made or devices not connected before any fault
   * @throws EnvironmentFailure when a node or proxy cannot be handled
   * @throws FaultFailure when another process breaks things in the same environment
   * @throws IOException when a file cannot be written
   * @throws InterruptedException when the calling thread was interrupted
   */
  public Evidence run(DrillContext context)
      throws WorkloadFailed, EnvironmentFailure, FaultFailure, IOException, InterruptedException {
    return new DrillRun(this, context).run();
  }
}
