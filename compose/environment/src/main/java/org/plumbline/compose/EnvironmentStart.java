package org.plumbline.compose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Brings one environment up and takes it down: the order of things is here. */
final class EnvironmentStart {
  private static final Duration SERVER_GRACE = Duration.ofSeconds(15);
  private static final Duration NODE_GRACE = Duration.ofSeconds(12);

  private final Site site;
  private final ProgressListener progress;
  private final ExitWatch exits;
  private final Instant started;
  private final NodeSettings nodeSettings;
  private final Map<Part, DataServer> dataServers = new EnumMap<>(Part.class);
  private final Map<Part, ServerProcess> servers =
      Collections.synchronizedMap(new EnumMap<>(Part.class));
  private volatile @Nullable Links links;
  private volatile List<MessengerNode> nodes = List.of();
  private volatile boolean proxied;
  private volatile Map<String, String> given;
  private volatile boolean logsKept;
  private boolean stopped;

  private EnvironmentStart(Site site, ProgressListener progress, ExitWatch exits, Instant started) {
    this.site = site;
    this.progress = progress;
    this.exits = exits;
    this.started = started;
    this.proxied = site.plan().proxied();
    this.given = site.plan().nodeSettings();
    this.nodeSettings = new NodeSettings(site, new SecureRandom());
    site.plan().parts().forEach(part -> dataServers.put(part, DataServer.of(part, site)));
  }

  static EnvironmentStart prepare(
      EnvironmentPlan plan, StartCaches caches, ProgressListener progress)
      throws EnvironmentFailure {
    Preflight.claim(plan);
    var homes = new JavaHomes(plan.javaSearchPath());
    var exits = new ExitWatch();
    if (plan.has(Part.CASSANDRA)) {
      homes.java(Site.JAVA_OF_CASSANDRA);
    }
    try {
      var ownJava = Path.of(System.getProperty("java.home"), "bin/java");
      var launcher = new Launcher(plan.directory(), ownJava, caches, exits);
      var ports = new Ports(plan.fixedPorts(), RandomGenerator.getDefault());
      var site = new Site(plan, ports, homes, launcher, ObjectStoreKeys.random(new SecureRandom()));
      return new EnvironmentStart(site, progress, exits, InstantSource.system().instant());
    } catch (IOException e) {
      throw EnvironmentFailure.ofFiles("directory", plan.directory(), e);
    }
  }

  void run() throws EnvironmentFailure {
    var deadline = Deadline.after(Duration.ZERO);
    choosePorts();
    Together.run(
        dataServers.values().stream()
            .<Together.Task>map(server -> () -> startServer(server))
            .toList());
    if (site.plan().has(Part.TOXIPROXY)) {
      links = Links.create(site);
    }
    startNodes();
    var exit = exits.seen().stream().findFirst();
    if (exit.isPresent()) {
      throw exit.get().failure();
    }
    writeState();
    progress.report("environment ready after " + Seconds.of(deadline.elapsed()));
  }

  void restartNodes(boolean nowProxied, Map<String, String> settings, Duration grace)
      throws EnvironmentFailure {
    Ending.of(nodes.stream().map(MessengerNode::process).toList(), grace);
    proxied = nowProxied;
    given = Map.copyOf(settings);
    for (var node : nodes) {
      node.configure(nowProxied, settings);
    }
    Together.run(
        nodes.stream()
            .<Together.Task>map(
                node ->
                    () -> {
                      node.start();
                      awaitNode(node);
                    })
            .toList());
    writeState();
  }

  synchronized void stop() {
    if (stopped) {
      return;
    }
    stopped = true;
    site.launcher().beginClose();
    var children = site.launcher().children();
    Ending.of(
        children.stream().filter(child -> child.name().startsWith("node-")).toList(), NODE_GRACE);
    var servers = children.stream().filter(ServerProcess::isAlive).toList();
    Ending.of(servers, site.plan().keepFiles() ? SERVER_GRACE : Duration.ZERO);
    site.launcher().close();
    site.ports().close();
    removeFiles();
  }

  /**
   * All nodes, and then all servers, end as they do when they are asked to. A node that writes its
   * cache lives on for that, and needs no server by then: the end of the last node, which writes
   * none, tells when.
   */
  void endInOrder(Duration grace) {
    var all = new ArrayList<>(nodes.stream().map(MessengerNode::process).toList());
    all.forEach(ServerProcess::beginTermination);
    Waiting.forExit(all.getLast().process().toHandle(), grace);
    all.addAll(servers.values());
    Ending.of(all, grace);
  }

  Topology topology() {
    var addresses = new ArrayList<Topology.Server>();
    dataServers.forEach(
        (part, server) -> {
          var process = servers.get(part);
          if (process != null) {
            addresses.add(Topology.Server.of(server, process));
          }
        });
    var currentLinks = links;
    return new Topology(
        Topology.SCHEMA,
        Owner.current(),
        site.plan().directory().toString(),
        started,
        proxied,
        addresses,
        nodes.stream().map(MessengerNode::address).toList(),
        currentLinks == null ? List.of() : currentLinks.addresses());
  }

  Optional<String> operatorSecret() {
    return nodeSettings.operatorSecret(given);
  }

  Optional<String> adminToken() {
    return nodeSettings.adminToken(given);
  }

  Site site() {
    return site;
  }

  ExitWatch exits() {
    return exits;
  }

  Map<Part, ServerProcess> servers() {
    return servers;
  }

  List<MessengerNode> nodes() {
    return nodes;
  }

  @Nullable Links links() {
    return links;
  }

  /**
   * All ports are chosen before the first server starts, so that a taken fixed port says so early.
   */
  private void choosePorts() throws EnvironmentFailure {
    for (var part : dataServers.keySet()) {
      site.ports().of(part.id());
    }
    for (var node : site.plan().nodeIds()) {
      site.ports().of(node);
      site.ports().of(NodeSettings.linkPortOf(node));
    }
  }

  private DataServer known(Part part) {
    var server = dataServers.get(part);
    if (server == null) {
      throw new NoSuchElementException("no " + part.id() + " in this environment");
    }
    return server;
  }

  boolean answers(Part part) {
    try {
      return known(part).answers();
    } catch (IOException e) {
      return false;
    }
  }

  void startServerAgain(Part part) throws EnvironmentFailure {
    var server = known(part);
    var process = servers.get(part);
    if (process == null || !process.isAlive()) {
      startServer(server);
    }
  }

  private void startServer(DataServer server) throws EnvironmentFailure {
    var clock = Deadline.after(Duration.ZERO);
    try {
      var process = server.launch();
      servers.put(server.part(), process);
      Readiness.await(process, server, site.plan().startDeadline());
      progress.report(
          "%s %s ready after %s at %s:%d"
              .formatted(
                  process.name(),
                  process.version(),
                  Seconds.of(clock.elapsed()),
                  Loopback.HOST,
                  server.port()));
    } catch (IOException e) {
      throw EnvironmentFailure.ofFiles(server.part().id(), site.plan().directory(), e);
    }
  }

  private void startNodes() throws EnvironmentFailure {
    var launched = new ArrayList<MessengerNode>();
    for (var id : site.plan().nodeIds()) {
      launched.add(MessengerNode.launch(site, nodeSettings, id, proxied, given));
    }
    nodes = List.copyOf(launched);
    Together.run(nodes.stream().<Together.Task>map(node -> () -> awaitNode(node)).toList());
  }

  private void awaitNode(MessengerNode node) throws EnvironmentFailure {
    var clock = Deadline.after(Duration.ZERO);
    node.awaitReady(site.plan().startDeadline());
    progress.report(
        "%s ready after %s at %s".formatted(node.id(), Seconds.of(clock.elapsed()), node.http()));
  }

  private void writeState() throws EnvironmentFailure {
    var directory = site.plan().directory();
    try {
      Secrets.write(directory.resolve(RunningEnvironment.OPERATOR), operatorSecret());
      Secrets.write(directory.resolve(RunningEnvironment.ADMIN), adminToken());
      Json.write(directory.resolve(RunningEnvironment.STATE), topology());
    } catch (IOException e) {
      throw EnvironmentFailure.ofFiles("directory", directory, e);
    }
  }

  /** What a failure message points at must not vanish with the failure. */
  void keepLogs() {
    logsKept = true;
  }

  private void removeFiles() {
    var directory = site.plan().directory();
    try {
      if (site.plan().keepFiles()) {
        // Without an owner the next start does not take it for a leftover.
        Files.deleteIfExists(directory.resolve(Owner.FILE));
      } else if (logsKept) {
        Folders.deleteAllBut(directory, Set.of("logs", Owner.FILE));
      } else {
        Folders.delete(directory);
      }
    } catch (IOException e) {
      progress.report("cannot remove " + directory + ": " + e);
    }
  }
}
