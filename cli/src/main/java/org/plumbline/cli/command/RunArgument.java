package org.plumbline.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;
import org.plumbline.cli.run.RunFolder;

/** Finds the run that an argument names: a folder, a name below {@code runs/}, or the latest. */
final class RunArgument {
  private RunArgument() {}

  static RunFolder find(Session session, String argument, String value) {
    if (value.equals("latest")) {
      return RunFolder.latest(session.runs())
          .orElseThrow(
              () -> new UsageError(argument, value, "a finished run in " + session.runs()));
    }
    Path given = session.workingFolder().resolve(value);
    Path path = Files.isDirectory(given) ? given : session.runs().resolve(value);
    if (!Files.isRegularFile(path.resolve(RunFolder.MANIFEST))) {
      throw new UsageError(
          argument, value, "a run folder, the name of one in " + session.runs() + ", or latest");
    }
    return RunFolder.open(path);
  }
}
