package org.plumbline.messenger.feature;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Stands in for the gateway that brings verification codes to people. */
final class CodeInbox {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Map<String, JsonNode> posted = new HashMap<>();
  private final HttpServer server;

  CodeInbox() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/codes", this::take);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/codes");
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode body = JSON.readTree(exchange.getRequestBody());
      synchronized (posted) {
        posted.put(body.path("user_id").asText(), body);
        posted.notifyAll();
      }
      exchange.sendResponseHeaders(204, -1);
    }
  }

  /** The user's last code, with what came beside it; waits for it, bounded. */
  JsonNode await(String user) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    synchronized (posted) {
      while (true) {
        JsonNode found = posted.get(user);
        if (found != null) {
          return found;
        }
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          throw new AssertionError("no code for " + user + " within " + PATIENCE);
        }
        try {
          posted.wait(left);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new AssertionError("interrupted", e);
        }
      }
    }
  }
}
