package org.plumbline.cli.command;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.plumbline.cli.console.Terminal;

/**
 * What every command stands on: the checkout, the terminal, the clocks.
 *
 * @param home the root of the checkout
 * @param workingFolder where the user stands; relative arguments start there
 * @param commandLine the arguments as typed, for the record
 */
public record Session(
    Path home,
    Path workingFolder,
    Terminal terminal,
    Map<String, String> environment,
    InstantSource clock,
    LongSupplier nanoTime,
    List<String> commandLine) {
  public Session {
    commandLine = List.copyOf(commandLine);
    environment = Map.copyOf(environment);
  }

  /** Where data of running environments lie. */
  public Path state() {
    return home.resolve(".plumb");
  }

  /** Where runs are kept. */
  public Path runs() {
    return home.resolve("runs");
  }

  /**
   * The JDKs to choose from when {@code PLUMB_JDK_PATHS} names them: each path itself and each
   * folder in it. Empty when the usual places serve.
   */
  public Optional<List<Path>> jdkHomes() {
    String given = environment.get("PLUMB_JDK_PATHS");
    if (given == null) {
      return Optional.empty();
    }
    List<Path> homes = new ArrayList<>();
    for (String name : given.split(File.pathSeparator, -1)) {
      if (!name.isBlank()) {
        Path path = Path.of(name);
        homes.add(path);
        homes.addAll(foldersOf(path));
      }
    }
    return Optional.of(homes);
  }

  private static List<Path> foldersOf(Path path) {
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(path)) {
      return children.filter(Files::isDirectory).sorted().toList();
    } catch (IOException _) {
      // A folder that cannot be listed holds no JDK that could be used.
      return List.of();
    }
  }
}
