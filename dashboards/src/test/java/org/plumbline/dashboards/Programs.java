package org.plumbline.dashboards;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Prometheus' own programs, which no Maven registry has. */
final class Programs {
  private static final int SECONDS_MAX = 30;

  private Programs() {}

  /** The program's path; a test is reported as skipped where it is missing. */
  static Path require(String name) {
    var found = find(name);
    assumeTrue(
        found.isPresent(),
        name + ": not found on the PATH (get it with: apt-get install prometheus)");
    return found.orElseThrow();
  }

  private static Optional<Path> find(String name) {
    var path = System.getenv().getOrDefault("PATH", "");
    return Stream.concat(
            Pattern.compile(File.pathSeparator, Pattern.LITERAL).splitAsStream(path),
            Stream.of("/usr/bin", "/usr/local/bin"))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** What a program said, and how it ended. */
  record Ended(int status, String output) {}

  static Ended run(Path program, String... arguments) throws IOException, InterruptedException {
    var command = Stream.concat(Stream.of(program.toString()), Stream.of(arguments)).toList();
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException(command + " did not end within " + SECONDS_MAX + " s: " + output);
    }
    return new Ended(process.exitValue(), output);
  }
}
