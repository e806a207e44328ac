package org.plumbline.cli.command;

import java.util.Map;
import java.util.concurrent.Callable;
import org.plumbline.cli.console.Progress;
import org.plumbline.cli.run.ExitCode;
import org.plumbline.cli.run.Json;
import org.plumbline.compose.EnvironmentFailure;
import org.plumbline.compose.EnvironmentPlan;
import org.plumbline.compose.RunningEnvironment;
import org.plumbline.compose.Topology;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plumb up}: the messenger with all its servers, left running. */
@Command(
    name = "up",
    description = "Starts the messenger with all its servers and leaves them running.")
final class UpCommand implements Callable<Integer> {
  private static final int NODES_MAX = 16;

  private final Session session;

  @Mixin SharedOptions options = new SharedOptions();

  @Option(
      names = "--nodes",
      paramLabel = "N",
      defaultValue = "2",
      description = "How many chat nodes, 1 to 16 (default 2).")
  int nodes = 2;

  @Option(names = "--proxied", description = "Put a proxy on every link, for faults by hand.")
  boolean proxied;

  @Option(
      names = "--split",
      description =
          "Each role in processes of its own: two chat nodes, one api node, one worker node.")
  boolean split;

  @Option(
      names = "--port",
      paramLabel = "NAME=PORT",
      description =
          "A fixed port instead of a free one, for example node-1=8080; names are those of plumb"
              + " status. May be given several times.")
  Map<String, Integer> ports = Map.of();

  UpCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws EnvironmentFailure {
    if (nodes < 1 || nodes > NODES_MAX) {
      throw new UsageError("--nodes", nodes, "1 to " + NODES_MAX);
    }
    FaultsLeft.clear(session);
    Progress progress = new Progress(session.terminal(), options.quiet, session.nanoTime());
    EnvironmentPlan plan =
        EnvironmentPlan.standard(session.home())
            .withNodes(nodes)
            .withProxied(proxied)
            .withLoadAccounts();
    if (split) {
      plan = plan.withSplitRoles();
    }
    plan = withPorts(plan);
    RunningEnvironment running = RunningEnvironment.launch(plan, progress::now);
    progress.endLine();
    Topology topology = running.topology();
    if (options.isJson()) {
      session.terminal().out().println(Json.text(topology));
    } else {
      session.terminal().out().print(StatusCommand.table(running.status()));
      topology.nodes().stream()
          .filter(node -> !split || node.id().equals(EnvironmentPlan.SPLIT_API_NODE))
          .findFirst()
          .ifPresent(node -> session.terminal().out().println("Messenger: " + node.http()));
      session.terminal().out().println("Stop it with: plumb down");
    }
    return ExitCode.OK.number();
  }

  private EnvironmentPlan withPorts(EnvironmentPlan plan) {
    try {
      return plan.withFixedPorts(ports);
    } catch (IllegalArgumentException e) {
      throw new UsageError("--port: " + e.getMessage());
    }
  }
}
