package org.plumbline.compose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What is checked before anything starts: room, rights, and what dead environments left. */
final class Preflight {
  private static final double GIBIBYTE = 1L << 30;

  private Preflight() {}

  /** Claims the directory for this process. */
  static void claim(EnvironmentPlan plan) throws EnvironmentFailure {
    var directory = plan.directory();
    try {
      clean(plan.home().resolve(EnvironmentPlan.FOLDER));
      cleanIfDead(directory);
      Files.createDirectories(directory);
      requireSpace(plan);
      var owner = Owner.of(directory);
      if (owner.isPresent() && !owner.get().equals(Owner.current())) {
        throw new EnvironmentFailure(
            "directory",
            directory + " belongs to the environment of process " + owner.get().pid(),
            List.of(),
            "stop that one first (plumb down), or give another directory");
      }
      Json.write(directory.resolve(Owner.FILE), Owner.current());
    } catch (IOException e) {
      throw EnvironmentFailure.ofFiles("directory", directory, e);
    }
  }

  private static void requireSpace(EnvironmentPlan plan) throws IOException, EnvironmentFailure {
    var usable = Files.getFileStore(plan.directory()).getUsableSpace();
    if (usable < plan.freeBytesMin()) {
      throw new EnvironmentFailure(
          "disk",
          String.format(
              Locale.ROOT,
              "a full .plumb directory: %.2f GiB usable below %s (expected: >= %.2f GiB)",
              usable / GIBIBYTE,
              plan.directory(),
              plan.freeBytesMin() / GIBIBYTE),
          List.of(),
          "free disk space there, or remove old folders below .plumb/ and runs/");
    }
  }

  /** Ends and removes what environments have left whose owner is dead. */
  static void clean(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (var directories = Files.list(folder)) {
      for (var directory : directories.filter(Files::isDirectory).toList()) {
        cleanIfDead(directory);
      }
    }
  }

  private static void cleanIfDead(Path directory) throws IOException {
    var owner = Owner.of(directory);
    if (owner.isPresent() && !owner.get().lives()) {
      Guardian.end(Mark.processesOf(directory), Duration.ofSeconds(2));
      Folders.delete(directory);
    }
  }
}
