package org.plumbline.compose;

import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Takes a node's place in tests of the environment: it listens where a node would, is ready at
 * once, and tells its settings at {@code /settings}.
 */
public final class StandInNode {
  private StandInNode() {}

  static NodeProgram program() {
    return new NodeProgram(
        StandInNode.class.getName(),
        List.of(System.getProperty("java.class.path").split(File.pathSeparator)),
        List.of("-Xmx64m", "-XX:+UseSerialGC"));
  }

  public static void main(String[] arguments) throws IOException {
    var settings = new TreeMap<>(System.getenv());
    if (Boolean.parseBoolean(settings.get("STAND_IN_FAILS"))) {
      System.err.println("the stand-in fails, as it was told");
      System.exit(7);
    }
    var link = new ServerSocket();
    link.bind(loopback(settings, "MESSENGER_LINK_PORT"));
    var server = HttpServer.create(loopback(settings, "MICRONAUT_SERVER_PORT"), 16);
    answer(server, "/health/readiness", "{\"status\":\"UP\"}");
    answer(server, "/settings", Json.text(settings));
    answer(server, "/prometheus", "messenger_connections 0\n");
    server.start();
  }

  private static void answer(HttpServer server, String path, String text) {
    server.createContext(
        path,
        exchange -> {
          var bytes = text.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }

  private static InetSocketAddress loopback(Map<String, String> settings, String name) {
    var port = Integer.parseInt(settings.getOrDefault(name, "0"));
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }
}
