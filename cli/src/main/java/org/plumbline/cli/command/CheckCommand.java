package org.plumbline.cli.command;

import java.util.concurrent.Callable;
import org.plumbline.cli.check.Itinerary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plumb check}: the main job. */
@Command(
    name = "check",
    description = "Boots, loads, drills, calibrates, judges the claims, writes the report.",
    footer = "%nThe report and the raw files are in runs/<time>/.")
final class CheckCommand implements Callable<Integer> {
  private final Session session;

  @Mixin SharedOptions options = new SharedOptions();

  @Option(
      names = "--profile",
      paramLabel = "smoke|quick|full",
      defaultValue = "quick",
      converter = ProfileName.class,
      description = "How much: smoke 2 minutes, quick (default) 6 minutes, full 45 minutes.")
  String profile = "quick";

  CheckCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws Exception {
    return Running.run(session, options, profile, Itinerary.of(profile));
  }
}
