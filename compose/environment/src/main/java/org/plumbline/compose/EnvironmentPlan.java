package org.plumbline.compose;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What shall run, and how.
 *
 * @param home the root of the repository, where the build has laid out the servers' class paths
 * @param directory where data, logs and {@code state.json} go; created at the start
 * @param parts the data servers
 * @param nodes how many nodes of the messenger, named {@code node-1} and so on; 0 to 16
 * @param proxied whether nodes and clients reach one another and the servers through proxies
 * @param nodeSettings of every node: environment variables ({@code MESSENGER_ACK}) or keys of its
 *     configuration ({@code messenger.ack}); behind a node's name and a slash, of that node alone
 *     ({@code node-3/messenger.node.roles})
 * @param fixedPorts by name: {@code redis}, {@code kafka}, {@code cassandra}, {@code mariadb},
 *     {@code s3}, {@code toxiproxy}, {@code node-1}, {@code node-1.link}; all others are chosen
 *     free
 * @param freeBytesMin disk space that must be usable below the directory, in bytes
 * @param startDeadline how long each server may take until it is ready
 * @param keepFiles whether data and logs stay after an orderly stop; without it the servers' data
 *     need no orderly end and are killed once the nodes are down
 * @param javaSearchPath JDK homes to look at instead of the usual places; null for the usual places
 * @param nodeProgram what a node runs
 */
public record EnvironmentPlan(
    Path home,
    Path directory,
    Set<Part> parts,
    int nodes,
    boolean proxied,
    Map<String, String> nodeSettings,
    Map<String, Integer> fixedPorts,
    long freeBytesMin,
    Duration startDeadline,
    boolean keepFiles,
    @Nullable List<Path> javaSearchPath,
    NodeProgram nodeProgram) {

  /** The node with the HTTP routes and the web client when the roles are split. */
  public static final String SPLIT_API_NODE = "node-3";

  static final int NODES_MAX = 16;
  static final String FOLDER = ".plumb";
  private static final long GIBIBYTE = 1L << 30;
  private static final AtomicInteger STARTED = new AtomicInteger();

  public EnvironmentPlan {
    home = home.toAbsolutePath().normalize();
    directory = directory.toAbsolutePath().normalize();
    parts =
        parts.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(Set.copyOf(parts)));
    nodeSettings = Collections.unmodifiableMap(new TreeMap<>(nodeSettings));
    fixedPorts = Collections.unmodifiableMap(new TreeMap<>(fixedPorts));
    javaSearchPath = javaSearchPath == null ? null : List.copyOf(javaSearchPath);
    expect(nodes >= 0 && nodes <= NODES_MAX, "nodes: " + nodes, "0 to " + NODES_MAX);
    expect(!parts.isEmpty() || nodes > 0, "parts: []", "at least one part or one node");
    expect(
        !proxied || parts.contains(Part.TOXIPROXY), "parts: " + parts, "TOXIPROXY, since proxied");
    expect(freeBytesMin >= 0, "freeBytesMin: " + freeBytesMin, ">= 0");
    expect(startDeadline.isPositive(), "startDeadline: " + startDeadline, "> 0");
    var names = portNames(nodes);
    fixedPorts.forEach(
        (name, port) -> {
          var found = "fixedPorts." + name + ": " + port;
          expect(names.contains(name), found, "one of " + String.join(", ", names));
          expect(port >= 1 && port <= 65535, found, "1 to 65535");
        });
  }

  /** All servers, two nodes, direct links. */
  public static EnvironmentPlan standard(Path home) {
    return dataServers(home, Part.values()).withNodes(2);
  }

  /** Only these servers, and no node. */
  public static EnvironmentPlan dataServers(Path home, Part... parts) {
    return new EnvironmentPlan(
        home,
        home.resolve(FOLDER)
            .resolve("env-" + ProcessHandle.current().pid() + "-" + STARTED.incrementAndGet()),
        Set.of(parts),
        0,
        false,
        Map.of(),
        Map.of(),
        2 * GIBIBYTE,
        Duration.ofMinutes(2),
        false,
        null,
        NodeProgram.messenger(home.toAbsolutePath().normalize()));
  }

  public EnvironmentPlan withDirectory(Path value) {
    return copy(value, parts, nodes, proxied, nodeSettings, fixedPorts, freeBytesMin, keepFiles);
  }

  public EnvironmentPlan withParts(Part... value) {
    return copy(
        directory,
        Set.of(value),
        nodes,
        proxied,
        nodeSettings,
        fixedPorts,
        freeBytesMin,
        keepFiles);
  }

  public EnvironmentPlan withNodes(int value) {
    return copy(
        directory, parts, value, proxied, nodeSettings, fixedPorts, freeBytesMin, keepFiles);
  }

  public EnvironmentPlan withProxied(boolean value) {
    return copy(directory, parts, nodes, value, nodeSettings, fixedPorts, freeBytesMin, keepFiles);
  }

  public EnvironmentPlan withNodeSettings(Map<String, String> value) {
    return copy(directory, parts, nodes, proxied, value, fixedPorts, freeBytesMin, keepFiles);
  }

  /**
   * The roles in processes of their own, as a deployment has them: two nodes with the sockets
   * ({@code node-1}, {@code node-2}), one with the HTTP routes ({@code node-3}), one that works on
   * the log ({@code node-4}).
   */
  public EnvironmentPlan withSplitRoles() {
    var settings = new TreeMap<>(nodeSettings);
    settings.put("node-1/messenger.node.roles", "chat");
    settings.put("node-2/messenger.node.roles", "chat");
    settings.put(SPLIT_API_NODE + "/messenger.node.roles", "api");
    settings.put("node-4/messenger.node.roles", "worker");
    return withNodes(4).withNodeSettings(settings);
  }

  /**
   * Nodes on which an operator may make users without a password, many at once; the secret is of
   * this environment alone ({@link Environment#operatorSecret}).
   */
  public EnvironmentPlan withLoadAccounts() {
    var settings = new TreeMap<>(nodeSettings);
    settings.put(NodeSettings.LOAD_ACCOUNTS, "true");
    return withNodeSettings(settings);
  }

  public EnvironmentPlan withFixedPorts(Map<String, Integer> value) {
    return copy(directory, parts, nodes, proxied, nodeSettings, value, freeBytesMin, keepFiles);
  }

  public EnvironmentPlan withFreeBytesMin(long value) {
    return copy(directory, parts, nodes, proxied, nodeSettings, fixedPorts, value, keepFiles);
  }

  public EnvironmentPlan withKeepFiles(boolean value) {
    return copy(directory, parts, nodes, proxied, nodeSettings, fixedPorts, freeBytesMin, value);
  }

  public EnvironmentPlan withStartDeadline(Duration value) {
    return with(value, javaSearchPath, nodeProgram);
  }

  public EnvironmentPlan withJavaSearchPath(List<Path> value) {
    return with(startDeadline, value, nodeProgram);
  }

  public EnvironmentPlan withNodeProgram(NodeProgram value) {
    return with(startDeadline, javaSearchPath, value);
  }

  boolean has(Part part) {
    return parts.contains(part);
  }

  List<String> nodeIds() {
    return nodeIds(nodes);
  }

  private static List<String> nodeIds(int nodes) {
    return IntStream.rangeClosed(1, nodes).mapToObj(n -> "node-" + n).toList();
  }

  private static Set<String> portNames(int nodes) {
    var names = new LinkedHashSet<String>();
    EnumSet.allOf(Part.class).forEach(part -> names.add(part.id()));
    for (var node : nodeIds(nodes)) {
      names.add(node);
      names.add(NodeSettings.linkPortOf(node));
    }
    return names;
  }

  private EnvironmentPlan copy(
      Path directory,
      Set<Part> parts,
      int nodes,
      boolean proxied,
      Map<String, String> nodeSettings,
      Map<String, Integer> fixedPorts,
      long freeBytesMin,
      boolean keepFiles) {
    return new EnvironmentPlan(
        home,
        directory,
        parts,
        nodes,
        proxied,
        nodeSettings,
        fixedPorts,
        freeBytesMin,
        startDeadline,
        keepFiles,
        javaSearchPath,
        nodeProgram);
  }

  private EnvironmentPlan with(
      Duration startDeadline, @Nullable List<Path> javaSearchPath, NodeProgram nodeProgram) {
    return new EnvironmentPlan(
        home,
        directory,
        parts,
        nodes,
        proxied,
        nodeSettings,
        fixedPorts,
        freeBytesMin,
        startDeadline,
        keepFiles,
        javaSearchPath,
        nodeProgram);
  }

  private static void expect(boolean condition, String found, String expected) {
    if (!condition) {
      throw new IllegalArgumentException(found + " (expected: " + expected + ")");
    }
  }
}
