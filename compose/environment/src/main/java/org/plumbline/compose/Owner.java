package org.plumbline.compose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The process that holds an environment, written to {@code owner.json} in its directory. The start
 * instant tells it from a later process with the same id.
 */
public record Owner(long pid, long startMillis) {
  static final String FILE = "owner.json";

  static Owner current() {
    var process = ProcessHandle.current();
    return new Owner(process.pid(), Guardian.Ward.startMillis(process));
  }

  static Optional<Owner> of(Path directory) {
    var file = directory.resolve(FILE);
    try {
      return Files.exists(file) ? Optional.of(Json.read(file, Owner.class)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  Optional<ProcessHandle> process() {
    return new Guardian.Ward(pid, startMillis, "owner").process();
  }

  /** Whether that process still runs. */
  public boolean lives() {
    return process().isPresent();
  }
}
