package org.plumbline.compose;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/**
 * The JVM's ahead-of-time cache of a node: classes loaded and linked before. With it a node starts
 * in well under half the processor time, which matters where two nodes, Cassandra and Kafka start
 * on two cores. It changes what a start costs, not how a warm node runs.
 *
 * <p>The JVM refuses a cache of other jars, flags or versions, so its name carries their digest.
 * Whoever has built the jars calls {@link #prepare} once; without a cache nodes start as ever.
 */
public final class NodeCache {
  private static final Duration BOUND = Duration.ofMinutes(2);
  private static final String PREFIX = "node-";
  private static final String SUFFIX = ".aot";

  private final EnvironmentPlan plan;
  private final Path java;

  NodeCache(EnvironmentPlan plan, Path java) {
    this.plan = plan;
    this.java = java;
  }

  /**
   * Makes the cache unless it is there: starts one node on its memory adapters and stops it. Takes
   * about 15 seconds. A failure costs speed only, so it is reported as progress.
   */
  public static void prepare(Path home, ProgressListener progress) {
    var plan = EnvironmentPlan.standard(home);
    try {
      ClassPath.NODE.require(plan.home());
      var cache = new NodeCache(plan, new JavaHomes(null).java(Site.JAVA));
      if (!Files.exists(cache.file())) {
        cache.train(progress);
      }
    } catch (EnvironmentFailure | IOException e) {
      progress.report("nodes start without a cache: " + e.getMessage());
    }
  }

  /** The flags with which a node uses its cache; none when there is no cache. */
  static List<String> flags(Site site) throws EnvironmentFailure {
    try {
      var file = new NodeCache(site.plan(), site.java()).file();
      return Files.exists(file) ? List.of("-XX:AOTCache=" + file) : List.of();
    } catch (IOException e) {
      return List.of();
    }
  }

  private void train(ProgressListener progress) throws EnvironmentFailure, IOException {
    var clock = Deadline.after(BOUND);
    removeOthers();
    var fresh = file().resolveSibling(PREFIX + ProcessHandle.current().pid() + ".new");
    var program = plan.nodeProgram().withFlag("-XX:AOTCacheOutput=" + fresh);
    var training = plan.withParts().withNodes(1).withNodeProgram(program);
    try (var environment = Environment.start(training, ProgressListener.SILENT)) {
      // The JVM writes the cache when it ends, which takes longer than a node's end may.
      environment.node("node-1").terminate(BOUND);
      if (!Files.exists(fresh)) {
        throw new IOException("the node left none at its end");
      }
      Files.move(fresh, file(), StandardCopyOption.ATOMIC_MOVE);
      progress.report("cache of the nodes made in " + Seconds.of(clock.elapsed()));
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /** Where the cache of these jars and flags is, made or not. */
  Path file() throws IOException {
    var folder = Files.createDirectories(plan.home().resolve(EnvironmentPlan.FOLDER + "/cache"));
    return folder.resolve(PREFIX + digest() + SUFFIX);
  }

  private void removeOthers() throws IOException {
    try (var files = Files.list(file().getParent())) {
      for (var file : files.filter(path -> path.toString().endsWith(SUFFIX)).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Of all that the JVM compares, and of the JVM itself. */
  private String digest() throws IOException {
    var text = new StringBuilder(String.join("\n", plan.nodeProgram().words()));
    text.append(Files.readString(java.resolve("../../release").normalize()));
    for (var entry : plan.nodeProgram().classPath()) {
      var folder = entry.endsWith("/*") ? Path.of(entry.substring(0, entry.length() - 2)) : null;
      if (folder != null && Files.isDirectory(folder)) {
        try (var jars = Files.list(folder)) {
          for (var jar : jars.sorted().toList()) {
            text.append(jar).append(Files.size(jar)).append(Files.getLastModifiedTime(jar));
          }
        }
      }
    }
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      var bytes = digest.digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(bytes).substring(0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
