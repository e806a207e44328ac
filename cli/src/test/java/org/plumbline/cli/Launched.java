package org.plumbline.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The launcher at the root of the checkout as a user runs it, in a process of its own. */
final class Launched implements AutoCloseable {
  private final Process process;
  private final Path out;
  private final Path err;

  private Launched(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** The checkout that the tests run in. */
  static Path home() {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.isRegularFile(folder.resolve("plumb"))) {
        return folder;
      }
    }
    throw new IllegalStateException("no folder above this one holds the launcher plumb");
  }

  static Launched start(Path folder, String... arguments) throws IOException {
    return start(home().resolve("plumb"), folder, Map.of(), arguments);
  }

  /**
   * Starts it without a build of its own, since the build that runs this test is the one at work.
   *
   * @param folder where output is kept and where the process stands
   */
  static Launched start(
      Path launcher, Path folder, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path err = Files.createTempFile(folder, "err", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("PLUMB_BUILD", "never");
    builder.environment().putAll(environment);
    return new Launched(builder.start(), out, err);
  }

  /** Its exit code; a process that takes longer is ended, and the test fails. */
  int exitCode(Duration atMost) throws InterruptedException {
    if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("still running after " + atMost + "\n" + err());
    }
    return process.exitValue();
  }

  /** The launcher ends by becoming the command's own process, so this is the command's. */
  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  String out() {
    return read(out);
  }

  String err() {
    return read(err);
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      process.destroy();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
