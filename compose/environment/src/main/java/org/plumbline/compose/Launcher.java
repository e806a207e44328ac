package org.plumbline.compose;

import java.io.IOException;
import java.io.Writer;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Starts the children of one environment. Each child is marked, announced to the guardian, writes
 * into a log of its own, and is in a session of its own where the system has {@code setsid}: Ctrl-C
 * in the terminal then reaches this process alone, which stops the children in order.
 */
final class Launcher implements AutoCloseable {
  private static final @Nullable Path SETSID = Executables.find("setsid");
  private static final @Nullable Path NICE = Executables.find("nice");
  private static final @Nullable Path SHELL = Executables.find("sh");

  /**
   * The servers stand behind whoever watches them: load generator and drills share their cores, and
   * a generator that waits for a core sends late and measures late. A third of its weight.
   */
  private static final String NICENESS = "5";

  /**
   * Linux shares the cores among sessions first (sched(7), autogroup), and each server is in one of
   * its own: there its niceness alone would weigh nothing against other sessions.
   */
  private static final String NICE_SESSION =
      "[ -w /proc/self/autogroup ] && echo " + NICENESS + " >/proc/self/autogroup; exec \"$@\"";

  private final Path directory;
  private final StartCaches caches;
  private final Consumer<ServerProcess> onUnexpectedExit;
  private final Process guardian;
  private final Writer toGuardian;
  private final List<ServerProcess> children = new ArrayList<>();
  private boolean closing;

  /** What to start. */
  record Command(String name, String version, List<String> words, Map<String, String> variables) {}

  Launcher(Path directory, Path java, StartCaches caches, Consumer<ServerProcess> onUnexpectedExit)
      throws IOException {
    this.directory = directory;
    this.caches = caches;
    this.onUnexpectedExit = onUnexpectedExit;
    Files.createDirectories(logs());
    guardian = startGuardian(java);
    toGuardian = guardian.outputWriter(StandardCharsets.UTF_8);
  }

  Path log(String name) {
    return logs().resolve(name + ".log");
  }

  /** All children that were ever started, in this order. */
  synchronized List<ServerProcess> children() {
    return List.copyOf(children);
  }

  /** From now on every end of a child is expected, and none is started any more. */
  synchronized void beginClose() {
    closing = true;
    children.forEach(ServerProcess::expectEnd);
  }

  synchronized ServerProcess start(Command command) throws EnvironmentFailure {
    if (closing) {
      throw new EnvironmentFailure(
          command.name(), "the environment is being stopped", List.of(), "start it again");
    }
    var log = log(command.name());
    try {
      var process = builder(command, log).start();
      var server = new ServerProcess(command.name(), command.version(), process, log);
      children.add(server);
      announce(process.toHandle(), command.name());
      var _ = process.onExit().thenAccept(_ -> exited(server));
      return server;
    } catch (IOException e) {
      throw EnvironmentFailure.ofFiles(command.name(), directory, e);
    }
  }

  private ProcessBuilder builder(Command command, Path log) throws IOException {
    var words = caches.with(command.name(), command.words());
    var builder =
        new ProcessBuilder(inOwnSession(behindTheLoad(words)))
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(command.variables());
    builder.environment().put(Mark.VARIABLE, directory.toString());
    return builder;
  }

  /** Ends the guardian, which then ends whatever is still there. */
  @Override
  public void close() {
    try {
      toGuardian.close();
    } catch (IOException e) {
      guardian.destroyForcibly();
    }
    if (!Waiting.forExit(guardian.toHandle(), Duration.ofSeconds(10))) {
      guardian.destroyForcibly();
    }
  }

  private void exited(ServerProcess server) {
    if (!server.isStopping()) {
      onUnexpectedExit.accept(server);
    }
  }

  private void announce(ProcessHandle process, String name) throws IOException {
    toGuardian.write(Guardian.Ward.of(process, name).line() + "\n");
    toGuardian.flush();
  }

  private Process startGuardian(Path java) throws IOException {
    return new ProcessBuilder(
            inOwnSession(
                List.of(
                    java.toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-Xmx16m",
                    "-XX:+UseSerialGC",
                    "-cp",
                    ownClasses(),
                    Guardian.class.getName(),
                    directory.toString())))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log("guardian").toFile()))
        .start();
  }

  /** Where the classes of this module are: a folder or a jar. */
  static String ownClasses() {
    try {
      return Path.of(Launcher.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the classes of this module are in no folder or jar", e);
    }
  }

  private static List<String> behindTheLoad(List<String> words) {
    if (SETSID == null || NICE == null || SHELL == null) {
      return words;
    }
    var all = new ArrayList<>(List.of(NICE.toString(), "-n", NICENESS));
    all.addAll(List.of(SHELL.toString(), "-c", NICE_SESSION, "sh"));
    all.addAll(words);
    return all;
  }

  /**
   * The same command, whose threads' sleeps may end so much later that the kernel can end several
   * at once: timerslack_ns in proc(5), which a child inherits. As it is where there is none.
   */
  static List<String> withTimerSlack(Duration slack, List<String> words) {
    if (SHELL == null) {
      return words;
    }
    var own = "/proc/self/timerslack_ns";
    var script = "[ -w %1$s ] && echo %2$d >%1$s; exec \"$@\"".formatted(own, slack.toNanos());
    var all = new ArrayList<>(List.of(SHELL.toString(), "-c", script, "sh"));
    all.addAll(words);
    return all;
  }

  static List<String> inOwnSession(List<String> words) {
    if (SETSID == null) {
      return words;
    }
    var all = new ArrayList<String>();
    all.add(SETSID.toString());
    all.addAll(words);
    return all;
  }

  private Path logs() {
    return directory.resolve("logs");
  }
}
