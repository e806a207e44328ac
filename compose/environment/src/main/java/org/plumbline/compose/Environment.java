package org.plumbline.compose;

import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A running environment that this process owns. It ends with {@link #close}, with this process, or
 * with its guardian when this process is killed. Safe for use by several threads.
 */
public final class Environment implements AutoCloseable {
  private static final Duration NODE_GRACE = Duration.ofSeconds(12);

  private final EnvironmentStart start;
  private final Thread hook;
  private boolean closed;

  private Environment(EnvironmentStart start) {
    this.start = start;
    this.hook = new Thread(start::stop, "environment-stop");
  }

  /**
   * Starts all servers of the plan in parallel, then the nodes, each until it answers.
   *
   * @throws EnvironmentFailure when a part does not start; everything started is stopped then, and
   *     its logs stay until the next start
   */
  public static Environment start(EnvironmentPlan plan, ProgressListener progress)
      throws EnvironmentFailure {
    return start(plan, StartCaches.of(plan.home()), progress);
  }

  static Environment start(EnvironmentPlan plan, StartCaches caches, ProgressListener progress)
      throws EnvironmentFailure {
    try {
      return startOnce(plan, caches, progress);
    } catch (EnvironmentFailure e) {
      if (!e.isPortClash()) {
        throw e;
      }
      progress.report(e.part() + ": its port was taken meanwhile; starting again with others");
      return startOnce(plan, caches, progress);
    }
  }

  /** The environment that {@code plumb up} has left running for that repository. */
  public static Optional<RunningEnvironment> running(Path home) {
    return RunningEnvironment.find(home);
  }

  public EnvironmentPlan plan() {
    return start.site().plan();
  }

  /** What runs and where, now. */
  public Topology topology() {
    return start.topology();
  }

  public List<MessengerNode> nodes() {
    return start.nodes();
  }

  public MessengerNode node(String id) {
    return start.nodes().stream()
        .filter(node -> node.id().equals(id))
        .findFirst()
        .orElseThrow(
            () -> new NoSuchElementException(id + " (expected one of: " + plan().nodeIds() + ")"));
  }

  public ToxiproxyClient toxiproxy() {
    return links().client();
  }

  /** The proxy of a link, for example from {@code node-1} to {@code redis}. */
  public Proxy link(String from, String to) throws EnvironmentFailure {
    return links().proxy(from, to);
  }

  public ServerProcess process(Part part) {
    var process = start.servers().get(part);
    if (process == null) {
      throw new NoSuchElementException("no " + part.id() + " in this environment");
    }
    return process;
  }

  /**
   * Starts a server that has ended, at the same ports and on the data that it left, and waits until
   * it answers; nothing when it still runs. What keeps no data (Redis) comes back empty.
   */
  public void startServer(Part part) throws EnvironmentFailure {
    start.startServerAgain(part);
  }

  /** Whether it answers in its own protocol now. */
  public boolean answers(Part part) {
    return start.answers(part);
  }

  /**
   * Starts a second process with the settings of that node, its number above all, at ports of its
   * own and without waiting: a mistake that a deployment can make. It ends with the environment, or
   * by itself, which counts as no accident.
   *
   * @param of the node whose settings it has
   * @param id what it is called
   */
  public ServerProcess startTwin(String of, String id) throws EnvironmentFailure {
    return node(of).launchTwin(id);
  }

  /** With what requests to the object store are signed. */
  public ObjectStoreKeys objectStoreKeys() {
    process(Part.S3);
    return start.site().objectStoreKeys();
  }

  /** With what an operator makes users for a load; empty when the nodes do not allow it now. */
  public Optional<String> operatorSecret() {
    return start.operatorSecret();
  }

  /** What an operator shows to the nodes; empty when they let him do nothing now. */
  public Optional<String> adminToken() {
    return start.adminToken();
  }

  /** Cassandra's own maintenance: flush, compaction, bytes on disk. */
  public CassandraStorage cassandra() {
    process(Part.CASSANDRA);
    return new CassandraStorage(start.site());
  }

  /** Stops all nodes and starts them anew with these settings, through proxies or directly. */
  public void restartNodes(boolean proxied, Map<String, String> nodeSettings)
      throws EnvironmentFailure {
    if (proxied) {
      links();
    }
    start.restartNodes(proxied, nodeSettings, NODE_GRACE);
  }

  /** Ends all processes as they end when they are asked to, each within the grace. */
  void endInOrder(Duration grace) {
    start.endInOrder(grace);
  }

  /** Is told of every server that ends without being asked to. */
  public void onUnexpectedExit(Consumer<UnexpectedExit> listener) {
    start.exits().add(listener);
  }

  /** All ends of servers so far that nobody asked for. */
  public List<UnexpectedExit> unexpectedExits() {
    return start.exits().seen();
  }

  /** Stops everything, nodes first, within half a minute. A second call does nothing. */
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    start.stop();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending, and the hook finds everything stopped.
      return;
    }
  }

  private static Environment startOnce(
      EnvironmentPlan plan, StartCaches caches, ProgressListener progress)
      throws EnvironmentFailure {
    var start = EnvironmentStart.prepare(plan, caches, progress);
    var environment = new Environment(start);
    Runtime.getRuntime().addShutdownHook(environment.hook);
    try {
      start.run();
      return environment;
    } catch (EnvironmentFailure | RuntimeException e) {
      start.keepLogs();
      environment.close();
      throw e;
    }
  }

  private Links links() {
    @Nullable Links links = start.links();
    if (links == null) {
      throw new NoSuchElementException("no toxiproxy in this environment");
    }
    return links;
  }
}
