package org.plumbline.compose;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One node of the messenger. It keeps its addresses over restarts; its process changes. Safe for
 * use by several threads.
 */
public final class MessengerNode {
  private static final String TWIN = "-twin";

  private final Site site;
  private final NodeSettings settings;
  private final String id;
  private volatile boolean proxied;
  private volatile Map<String, String> given;
  private volatile ServerProcess process;

  private MessengerNode(
      Site site,
      NodeSettings settings,
      String id,
      boolean proxied,
      Map<String, String> given,
      ServerProcess process) {
    this.site = site;
    this.settings = settings;
    this.id = id;
    this.proxied = proxied;
    this.given = given;
    this.process = process;
  }

  /** Starts the process of a node, without waiting until it is ready. */
  static MessengerNode launch(
      Site site, NodeSettings settings, String id, boolean proxied, Map<String, String> given)
      throws EnvironmentFailure {
    site.ports().release(id);
    site.ports().release(NodeSettings.linkPortOf(id));
    var process = launch(site, id, settings.of(id, proxied, given));
    return new MessengerNode(site, settings, id, proxied, given, process);
  }

  public String id() {
    return id;
  }

  public int number() {
    return NodeSettings.number(id);
  }

  /** Where clients reach it: through the proxy when the environment is proxied. */
  public URI http() {
    return URI.create("http://" + Loopback.HOST + ":" + clientPort());
  }

  public URI webSocket() {
    return URI.create("ws://" + Loopback.HOST + ":" + clientPort() + "/ws");
  }

  /** Its Prometheus endpoint, never through a proxy. */
  public URI metrics() {
    return URI.create("http://" + Loopback.HOST + ":" + port() + "/prometheus");
  }

  /** Its own port, never a proxy's. */
  public int port() {
    return site.ports().known(id);
  }

  public int linkPort() {
    return site.ports().known(NodeSettings.linkPortOf(id));
  }

  public long pid() {
    return process.pid();
  }

  public Path log() {
    return process.log();
  }

  public Instant started() {
    return process.started();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public Duration cpuTime() {
    return process.cpuTime();
  }

  public long residentBytes() {
    return process.residentBytes();
  }

  public ServerProcess process() {
    return process;
  }

  /** SIGKILL, and waits until it is gone. */
  public void kill() {
    process.kill();
  }

  /** SIGTERM; SIGKILL when it still runs after the grace. */
  public void terminate(Duration grace) {
    process.terminate(grace);
  }

  /** SIGSTOP. */
  public void pause() {
    process.pause();
  }

  /** SIGCONT. */
  public void resume() {
    process.resume();
  }

  /** Starts it again at the same addresses, without waiting; nothing when it still runs. */
  public synchronized void start() throws EnvironmentFailure {
    if (!process.isAlive()) {
      process = launch(site, id, settings.of(id, proxied, given));
    }
  }

  /** A second process with these settings, this number above all, at ports of its own. */
  ServerProcess launchTwin(String twin) throws EnvironmentFailure {
    var variables = new TreeMap<>(settings.of(id, proxied, given));
    var name = twin + TWIN;
    variables.put("MESSENGER_NODE_ID", twin);
    variables.put("MICRONAUT_SERVER_PORT", Integer.toString(site.ports().of(name)));
    variables.put(
        "MESSENGER_LINK_PORT", Integer.toString(site.ports().of(NodeSettings.linkPortOf(name))));
    site.ports().release(name);
    site.ports().release(NodeSettings.linkPortOf(name));
    var launched = launch(site, name, variables);
    launched.expectEnd();
    return launched;
  }

  /** Waits until it answers 200 at {@code /health/readiness}. */
  public void awaitReady(Duration atMost) throws EnvironmentFailure {
    var port = port();
    Readiness.await(process, () -> HttpProbe.status(port, "/health/readiness") == 200, atMost);
  }

  void configure(boolean nowProxied, Map<String, String> nowGiven) {
    proxied = nowProxied;
    given = Map.copyOf(nowGiven);
  }

  Topology.Node address() {
    return new Topology.Node(
        id,
        number(),
        http(),
        webSocket(),
        metrics(),
        port(),
        linkPort(),
        pid(),
        started(),
        log().toString());
  }

  private int clientPort() {
    return proxied ? site.ports().known(new Link(Link.CLIENT, id).toString()) : port();
  }

  private static ServerProcess launch(Site site, String id, Map<String, String> variables)
      throws EnvironmentFailure {
    var words = words(site.java(), site.plan());
    return site.launcher().start(new Launcher.Command(id, "of Plumbline", words, variables));
  }

  /** The command line of every node. */
  static List<String> words(Path java, EnvironmentPlan plan) {
    var words = new ArrayList<>(List.of(java.toString()));
    if (plan.nodes() > Runtime.getRuntime().availableProcessors()) {
      words.add(NodeProgram.ONE_PROCESSOR);
    }
    words.addAll(plan.nodeProgram().words());
    return words;
  }
}
