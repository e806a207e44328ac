package org.plumbline.compose;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Kafka as one broker in KRaft mode. A client is sent from the address that it knows to the one
 * that the broker advertises, which would lead it around its proxy. Hence one listener per node,
 * advertised at that node's proxy, beside the direct one.
 */
final class KafkaServer implements DataServer {
  private static final String CLUSTER = "cGx1bWJsaW5lLWVudi0wMQ";

  private record Listener(String name, int port, int advertised) {}

  private final Site site;

  KafkaServer(Site site) {
    this.site = site;
  }

  @Override
  public Part part() {
    return Part.KAFKA;
  }

  @Override
  public int port() {
    return site.ports().known(part().id());
  }

  /** The name under which the port of the listener for that node is kept. */
  static String listenerOf(String node) {
    return "kafka." + node;
  }

  @Override
  public ServerProcess launch() throws EnvironmentFailure, IOException {
    var home = site.plan().home();
    ClassPath.KAFKA.require(home);
    var folder = site.folder(part().id());
    var listeners = listeners();
    var settings =
        Site.write(
            folder.resolve("server.properties"),
            "kafka.properties",
            Map.of(
                "controller_port", site.ports().of("kafka.controller"),
                "data", folder.resolve("data"),
                "listeners", joined(listeners, "%1$s://127.0.0.1:%2$d"),
                "advertised", joined(listeners, "%1$s://127.0.0.1:%3$d"),
                "protocols", joined(listeners, "%1$s:PLAINTEXT")));
    var logging = Site.write(folder.resolve("logback.xml"), "logback-of-servers.xml", Map.of());
    var words =
        List.of(
            site.java().toString(),
            "-Xms256m",
            "-Xmx512m",
            "-XX:+UseParallelGC",
            "-XX:+ExitOnOutOfMemoryError",
            "-Djava.net.preferIPv4Stack=true",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED",
            "-Dlogback.configurationFile=" + logging.toUri(),
            "-cp",
            ClassPath.KAFKA.wildcard(home) + ":" + Launcher.ownClasses(),
            KafkaMain.class.getName(),
            settings.toString(),
            CLUSTER);
    release();
    return site.launcher()
        .start(
            new Launcher.Command(
                part().id(), ClassPath.KAFKA.version(home, "kafka_2.13-"), words, Map.of()));
  }

  @Override
  public boolean answers() throws IOException {
    return KafkaProbe.answers(port());
  }

  private List<Listener> listeners() throws EnvironmentFailure {
    var listeners = new ArrayList<Listener>();
    listeners.add(new Listener("DIRECT", port(), port()));
    if (site.plan().has(Part.TOXIPROXY)) {
      for (var node : site.plan().nodeIds()) {
        listeners.add(
            new Listener(
                node.replace("-", "").toUpperCase(Locale.ROOT),
                site.ports().of(listenerOf(node)),
                site.ports().of(new Link(node, part().id()).toString())));
      }
    }
    return listeners;
  }

  private void release() {
    site.ports().release("kafka");
    site.ports().release("kafka.controller");
    site.plan().nodeIds().forEach(node -> site.ports().release(listenerOf(node)));
  }

  private static String joined(List<Listener> listeners, String format) {
    return listeners.stream()
        .map(
            listener ->
                String.format(
                    Locale.ROOT, format, listener.name(), listener.port(), listener.advertised()))
        .collect(Collectors.joining(","));
  }
}
