package org.plumbline.simulations.load;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs a Gatling simulation in a JVM of its own, so that neither its garbage nor its processor time
 * mixes with anything else, and reads its phases from its output.
 */
public final class GeneratorProcess {

  /** Begins a line by which the simulation tells a phase. */
  public static final String PHASE_MARK = "plumbline.phase=";

  private static final int LAST_LINES = 25;
  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

  private final String simulation;
  private final Path log;
  private final Path results;
  private final Map<String, String> properties;
  private final GeneratorPriority priority;
  private final Deque<String> lastLines = new ArrayDeque<>();

  /**
   * Names what to run.
   *
   * @param simulation class name of the simulation
   * @param log where all output goes
   * @param results where Gatling may leave files of its own
   * @param properties system properties of the new process
   * @param priority beside the servers
   */
  public GeneratorProcess(
      String simulation,
      Path log,
      Path results,
      Map<String, String> properties,
      GeneratorPriority priority) {
    this.simulation = simulation;
    this.log = log;
    this.results = results;
    this.properties = Map.copyOf(properties);
    this.priority = priority;
  }

  /**
   * Runs to the end.
   *
   * @throws LoadFailure when it cannot start, fails, or takes longer than {@code limit}
   * @throws InterruptedException when this thread was interrupted; the process is stopped
   */
  public void run(Duration limit, PhaseListener phases) throws LoadFailure, InterruptedException {
    Process process;
    try {
      Files.createDirectories(log.toAbsolutePath().getParent());
      process = new ProcessBuilder(priority.command(command())).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new LoadFailure("the load generator could not be started: " + e.getMessage(), e);
    }
    Thread reader = Thread.ofVirtual().start(() -> follow(process, phases));
    try {
      boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
      if (!ended) {
        stop(process);
      }
      reader.join(STOP_WITHIN);
      if (!ended) {
        throw failure("the load generator did not end within " + limit.toSeconds() + " s");
      }
      if (process.exitValue() != 0) {
        throw failure("the load generator ended with exit code " + process.exitValue());
      }
    } finally {
      stop(process);
    }
  }

  /** A failure that shows the last lines of this process. */
  public LoadFailure failure(String message) {
    synchronized (lastLines) {
      return new LoadFailure(message, log, List.copyOf(lastLines));
    }
  }

  private List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Gatling reads strings by reflection and its Netty maps memory by Unsafe.
    command.add("--add-opens=java.base/java.lang=ALL-UNNAMED");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add("-Xms256m");
    command.add("-Xmx512m");
    // A short run on shared cores: compiling well would take more time than it gives back, and so
    // would a collector with threads of its own.
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-XX:+UseSerialGC");
    command.add("-XX:+UseCompactObjectHeaders");
    // Gatling keeps preferences; not in the user's home.
    command.add("-Djava.util.prefs.userRoot=" + results);
    command.add("-Dlogback.configurationFile=org/plumbline/simulations/generator-logback.xml");
    properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(GeneratorMain.class.getName());
    command.addAll(List.of("-s", simulation, "-rf", results.toString(), "-nr"));
    return command;
  }

  private void follow(Process process, PhaseListener phases) {
    try (BufferedReader in = process.inputReader(StandardCharsets.UTF_8);
        BufferedWriter out = Files.newBufferedWriter(log)) {
      for (@Nullable String line = in.readLine(); line != null; line = in.readLine()) {
        out.write(line);
        out.newLine();
        if (line.startsWith(PHASE_MARK)) {
          out.flush();
          phases.phaseBegan(LoadPhase.valueOf(line.substring(PHASE_MARK.length())));
        }
        remember(line);
      }
    } catch (RuntimeException e) {
      // Nobody would read on: rather end at once, with the cause, than block a full pipe.
      remember("a listener of the phases failed: " + e);
      process.destroy();
    } catch (IOException e) {
      // The process was stopped while its output was read: how it ended is told by its exit code.
      remember("the output ended: " + e.getMessage());
    }
  }

  private void remember(String line) {
    if (line.isBlank()) {
      return;
    }
    synchronized (lastLines) {
      if (lastLines.size() == LAST_LINES) {
        lastLines.removeFirst();
      }
      lastLines.addLast(line);
    }
  }

  private static void stop(Process process) throws InterruptedException {
    if (!process.isAlive()) {
      return;
    }
    process.destroy();
    if (!process.waitFor(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly();
    }
  }
}
