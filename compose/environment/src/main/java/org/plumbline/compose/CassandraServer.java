package org.plumbline.compose;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Cassandra 5.0 on JDK 17. It runs on no newer JDK: its daemon installs a security manager, which
 * JDK 24 and later refuse. Flags follow {@code conf/jvm17-server.options} of the distribution;
 * waits that only a cluster of several nodes needs are switched off.
 */
final class CassandraServer implements DataServer {
  private static final List<String> EXPORTS =
      List.of(
          "java.base/jdk.internal.misc",
          "java.base/java.lang.ref",
          "java.management.rmi/com.sun.jmx.remote.internal.rmi",
          "java.rmi/sun.rmi.registry",
          "java.rmi/sun.rmi.server",
          "java.sql/java.sql",
          "jdk.unsupported/sun.misc",
          "jdk.compiler/com.sun.tools.javac.file",
          "jdk.attach/sun.tools.attach");
  private static final List<String> OPENS =
      List.of(
          "java.base/java.lang",
          "java.base/java.lang.module",
          "java.base/java.lang.reflect",
          "java.base/java.io",
          "java.base/java.nio",
          "java.base/java.util",
          "java.base/sun.nio.ch",
          "java.base/jdk.internal.loader",
          "java.base/jdk.internal.ref",
          "java.base/jdk.internal.reflect",
          "java.base/jdk.internal.math",
          "java.base/jdk.internal.module",
          "java.base/jdk.internal.util.jar",
          "jdk.management/com.sun.management.internal",
          "jdk.compiler/com.sun.tools.javac");

  /**
   * Its idle workers look for work in sleeps of 10 us (SEPWorker), some ten thousand times a
   * second. What that costs, and with this slack, is in ARCHITECTURE.md.
   */
  private static final Duration TIMER_SLACK = Duration.ofMillis(1);

  private final Site site;

  CassandraServer(Site site) {
    this.site = site;
  }

  @Override
  public Part part() {
    return Part.CASSANDRA;
  }

  @Override
  public int port() {
    return site.ports().known(part().id());
  }

  int jmxPort() throws EnvironmentFailure {
    return site.ports().of("cassandra.jmx");
  }

  @Override
  public ServerProcess launch() throws EnvironmentFailure, IOException {
    var java = site.homes().java(Site.JAVA_OF_CASSANDRA);
    var home = site.plan().home();
    var folder = site.folder(part().id());
    var settings =
        Site.write(
            folder.resolve("cassandra.yaml"),
            "cassandra.yaml",
            Map.of("storage_port", site.ports().of("cassandra.storage"), "native_port", port()));
    var logging = Site.write(folder.resolve("logback.xml"), "logback-of-servers.xml", Map.of());
    var words = new ArrayList<String>();
    words.add(java.toString());
    words.addAll(machine());
    words.add("-javaagent:" + ClassPath.CASSANDRA.jar(home, "jamm-"));
    EXPORTS.forEach(name -> words.add("--add-exports=" + name + "=ALL-UNNAMED"));
    OPENS.forEach(name -> words.add("--add-opens=" + name + "=ALL-UNNAMED"));
    words.addAll(properties(folder, settings, logging));
    words.addAll(List.of("-cp", ClassPath.CASSANDRA.wildcard(home)));
    words.add("org.apache.cassandra.service.CassandraDaemon");
    site.ports().release("cassandra");
    site.ports().release("cassandra.storage");
    site.ports().release("cassandra.jmx");
    return site.launcher()
        .start(
            new Launcher.Command(
                part().id(),
                ClassPath.CASSANDRA.version(home, "cassandra-all-"),
                Launcher.withTimerSlack(TIMER_SLACK, words),
                Map.of()));
  }

  @Override
  public boolean answers() throws IOException {
    return CqlProbe.answers(port());
  }

  /**
   * Collector and sizes are by trial: see ARCHITECTURE.md. The second compiler is off: while a cold
   * Cassandra is loaded it took most of a core from the nodes.
   */
  private static List<String> machine() {
    return List.of(
        "-Xms1g",
        "-Xmx1g",
        "-Xmn400m",
        "-Xss512k",
        "-XX:+UseParallelGC",
        "-XX:TieredStopAtLevel=1",
        "-XX:+ExitOnOutOfMemoryError",
        "-XX:-UsePerfData");
  }

  private List<String> properties(Path folder, Path settings, Path logging)
      throws EnvironmentFailure {
    return List.of(
        "-Djdk.attach.allowAttachSelf=true",
        "-Djava.net.preferIPv4Stack=true",
        "-Djava.io.tmpdir=" + folder,
        "-Dio.netty.tryReflectionSetAccessible=true",
        "-Dio.netty.allocator.useCacheForAllThreads=true",
        "-Dio.netty.allocator.maxOrder=11",
        "-Dcassandra.config=" + settings.toUri(),
        "-Dcassandra.storagedir=" + folder,
        "-Dcassandra.logdir=" + folder.resolve("logs"),
        "-Dlogback.configurationFile=" + logging.toUri(),
        "-Dcassandra-foreground=yes",
        "-Dcassandra.jmx.local.port=" + jmxPort(),
        "-Dcassandra.ring_delay_ms=0",
        "-Dcassandra.skip_wait_for_gossip_to_settle=0");
  }
}
