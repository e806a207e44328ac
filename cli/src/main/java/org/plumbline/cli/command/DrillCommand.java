package org.plumbline.cli.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.plumbline.chaos.drill.Drills;
import org.plumbline.cli.check.Itinerary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plumb drill NAME}: one drill. */
@Command(name = "drill", description = "Runs one drill and says which promises held.")
final class DrillCommand implements Callable<Integer> {
  private final Session session;

  @Mixin SharedOptions options = new SharedOptions();

  @Parameters(
      paramLabel = "NAME",
      arity = "0..1",
      description = "The drill, for example kill-chat-node.")
  String name = "";

  @Option(
      names = "--clear",
      description = "Runs nothing: heals whatever a drill has broken and left so.")
  boolean clear;

  @Option(
      names = "--profile",
      paramLabel = "smoke|quick|full",
      defaultValue = "quick",
      converter = ProfileName.class,
      description = "How much (default quick).")
  String profile = "quick";

  DrillCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws Exception {
    if (clear) {
      return FaultsLeft.clearAll(session, options);
    }
    List<String> names = Drills.names();
    String drill = name.replace('_', '-');
    if (!names.contains(drill)) {
      throw new UsageError("NAME", name, "one of " + String.join(", ", names));
    }
    return Running.run(session, options, profile, Itinerary.ofDrill(drill));
  }
}
