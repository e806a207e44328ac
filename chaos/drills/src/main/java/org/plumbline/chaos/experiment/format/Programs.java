package org.plumbline.chaos.experiment.format;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where programs are found.
 *
 * @param workingFolder where relative paths start
 */
public record Programs(Path workingFolder, Map<String, String> environment) {

  public Programs {
    environment = Map.copyOf(environment);
  }

  /** The program of that path, or of that name on the PATH; empty when it cannot be run. */
  public Optional<Path> find(String program) {
    try {
      String home = environment.getOrDefault("HOME", "");
      String expanded = program.startsWith("~/") ? home + program.substring(1) : program;
      if (expanded.contains("/")) {
        return Optional.of(workingFolder.resolve(expanded)).filter(Programs::isRunnable);
      }
      return Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1))
          .filter(folder -> !folder.isEmpty())
          .map(folder -> workingFolder.resolve(folder).resolve(expanded))
          .filter(Programs::isRunnable)
          .findFirst();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static boolean isRunnable(Path path) {
    return Files.isRegularFile(path) && Files.isExecutable(path);
  }
}
