package org.plumbline.compose;

import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The environment that {@code plumb up} has left running, seen from another process. */
public final class RunningEnvironment {
  /** The file with the topology, written when all are ready. */
  static final String STATE = "state.json";

  /** The file with the operator's secret, beside the topology, where only its owner reads it. */
  static final String OPERATOR = "operator.secret";

  /** The file with what an operator shows to the nodes; a fault is undone with it. */
  static final String ADMIN = "admin.token";

  private static final Duration STOP = Duration.ofSeconds(40);

  /**
   * One server or node.
   *
   * @param up whether its process runs and its port accepts
   * @param running since when it runs, as a duration; zero when it is down
   */
  public record Status(
      String name, boolean up, String address, long pid, String version, Duration running) {}

  private final Path directory;
  private final Topology topology;

  private RunningEnvironment(Path directory, Topology topology) {
    this.directory = directory;
    this.topology = topology;
  }

  /** Where {@code plumb up} keeps its environment. */
  static Path directory(Path home) {
    return home.toAbsolutePath().normalize().resolve(EnvironmentPlan.FOLDER).resolve("up");
  }

  /**
   * The directories of all environments of that repository, also of such whose owner is dead and
   * whose processes may live.
   */
  public static List<Path> directories(Path home) {
    var folder = home.toAbsolutePath().normalize().resolve(EnvironmentPlan.FOLDER);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var found = Files.list(folder)) {
      return found.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** What an operator shows to the nodes of the environment in that directory; empty without. */
  public static Optional<String> adminToken(Path directory) {
    try {
      var file = directory.resolve(ADMIN);
      return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The one of that repository, when its owner lives and it is ready. */
  public static Optional<RunningEnvironment> find(Path home) {
    var directory = directory(home);
    try {
      if (Owner.of(directory).filter(Owner::lives).isEmpty()
          || !Files.exists(directory.resolve(STATE))) {
        return Optional.empty();
      }
      var topology = Json.read(directory.resolve(STATE), Topology.class);
      return topology.owner().lives()
          ? Optional.of(new RunningEnvironment(directory, topology))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Starts an environment that outlives this process, and waits until all of it is ready. The
   * plan's directory is not used: there is one such environment per repository.
   *
   * @throws EnvironmentFailure when one is running already, or a part does not start
   */
  public static RunningEnvironment launch(EnvironmentPlan plan, ProgressListener progress)
      throws EnvironmentFailure {
    if (find(plan.home()).isPresent()) {
      throw new EnvironmentFailure(
          "environment",
          "one is already running for " + plan.home(),
          List.of(),
          "use it, or stop it first: plumb down");
    }
    var folder = EnvironmentHost.folder(plan.home());
    try {
      var host = EnvironmentHost.launch(EnvironmentHost.Request.of(plan));
      // Ctrl-C while it starts means: do not start it.
      var hook = new Thread(host::destroy, "environment-host-stop");
      Runtime.getRuntime().addShutdownHook(hook);
      var running = awaitHost(host, plan.home(), progress);
      Runtime.getRuntime().removeShutdownHook(hook);
      return running;
    } catch (IOException e) {
      throw EnvironmentFailure.ofFiles("environment", folder, e);
    }
  }

  private static RunningEnvironment awaitHost(Process host, Path home, ProgressListener progress)
      throws EnvironmentFailure, IOException {
    var folder = EnvironmentHost.folder(home);
    var relayed = 0;
    while (true) {
      var ended = Waiting.forExit(host.toHandle(), Duration.ofMillis(100));
      relayed = relay(folder.resolve(EnvironmentHost.LOG), relayed, progress);
      var running = find(home);
      if (running.isPresent()) {
        return running.get();
      }
      if (ended) {
        throw failure(folder, host.exitValue());
      }
      if (Thread.currentThread().isInterrupted()) {
        host.destroy();
      }
    }
  }

  private static int relay(Path log, int relayed, ProgressListener progress) throws IOException {
    var lines = Files.readAllLines(log);
    lines.subList(Math.min(relayed, lines.size()), lines.size()).forEach(progress::report);
    return lines.size();
  }

  private static EnvironmentFailure failure(Path folder, int exitCode) throws IOException {
    var file = folder.resolve(EnvironmentHost.FAILURE);
    if (Files.exists(file)) {
      return Json.read(file, EnvironmentHost.Failure.class).exception();
    }
    var log = folder.resolve(EnvironmentHost.LOG);
    return new EnvironmentFailure(
        "environment",
        "the background process ended (exit code " + exitCode + ")",
        LogTail.lines(log, Readiness.LOG_LINES),
        "look for the cause in " + log);
  }

  public Topology topology() {
    return topology;
  }

  /**
   * With what an operator makes users for a load; empty when the nodes do not allow it.
   *
   * @throws EnvironmentFailure when it is there and cannot be read
   */
  public Optional<String> operatorSecret() throws EnvironmentFailure {
    var file = directory.resolve(OPERATOR);
    try {
      return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    } catch (IOException e) {
      throw EnvironmentFailure.ofFiles("environment", file, e);
    }
  }

  public ToxiproxyClient toxiproxy() {
    return new ToxiproxyClient(Loopback.HOST, topology.server(Part.TOXIPROXY).port());
  }

  /** The proxy of a link, for example from {@code node-1} to {@code redis}. */
  public Proxy link(String from, String to) throws EnvironmentFailure {
    return Links.proxy(toxiproxy(), new Link(from, to));
  }

  /** Each server and node, in the order of their start. */
  public List<Status> status() {
    return status(InstantSource.system());
  }

  List<Status> status(InstantSource clock) {
    var now = clock.instant();
    var all = new ArrayList<Status>();
    for (var server : topology.servers()) {
      all.add(
          status(
              server.name(), server.port(), server.pid(), server.started(), server.version(), now));
    }
    for (var node : topology.nodes()) {
      all.add(status(node.id(), node.port(), node.pid(), node.started(), "of Plumbline", now));
    }
    return all;
  }

  /**
   * Stops it and waits until nothing of it is left; what does not stop in time is killed.
   *
   * @throws EnvironmentFailure when a process is still there at the end
   */
  public void stop() throws EnvironmentFailure {
    var owner = topology.owner().process();
    owner.ifPresent(ProcessHandle::destroy);
    if (owner.isPresent() && !Waiting.forExit(owner.get(), STOP)) {
      owner.get().destroyForcibly();
    }
    Guardian.end(Mark.processesOf(directory), Duration.ofSeconds(3));
    try {
      Folders.delete(directory);
    } catch (IOException e) {
      throw EnvironmentFailure.ofFiles("directory", directory, e);
    }
    var left = Mark.processesOf(directory);
    if (!left.isEmpty()) {
      throw new EnvironmentFailure(
          "environment", "still running: " + left, List.of(), "end these processes with kill -9");
    }
  }

  private static Status status(
      String name, int port, long pid, Instant started, String version, Instant now) {
    var process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    var same = process.flatMap(alive -> alive.info().startInstant()).filter(started::equals);
    var up = same.isPresent() && Loopback.accepts(port);
    return new Status(
        name,
        up,
        Loopback.HOST + ":" + port,
        pid,
        version,
        up ? Duration.between(started, now) : Duration.ZERO);
  }
}
