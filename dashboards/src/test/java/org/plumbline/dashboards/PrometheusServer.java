package org.plumbline.dashboards;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A real Prometheus on a free port, with the shipped configuration: only the targets and the
 * intervals are replaced. Its data lie in the given folder.
 */
final class PrometheusServer implements AutoCloseable {
  private static final Duration READY_WITHIN = Duration.ofSeconds(30);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Process process;
  private final int port;

  private PrometheusServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static PrometheusServer start(Path program, Path folder, List<String> targets)
      throws IOException {
    var config = folder.resolve("prometheus.yml");
    new YAMLMapper().writeValue(config.toFile(), configuration(targets));
    int port = freePort();
    var process =
        new ProcessBuilder(
                program.toString(),
                "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port,
                "--log.level=warn")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("prometheus.log").toFile())
            .start();
    var server = new PrometheusServer(process, port);
    if (!server.becomesReady()) {
      server.close();
      throw new IOException(
          "prometheus did not get ready: " + Files.readString(folder.resolve("prometheus.log")));
    }
    return server;
  }

  private static JsonNode configuration(List<String> targets) throws IOException {
    var config = (ObjectNode) new YAMLMapper().readTree(ModuleFiles.CONFIG.toFile());
    var global = config.putObject("global");
    global.put("scrape_interval", "1s");
    global.put("evaluation_interval", "1s");
    var rules = config.putArray("rule_files");
    ModuleFiles.ruleFiles().forEach(file -> rules.add(file.toString()));
    var job = (ObjectNode) config.path("scrape_configs").path(0);
    var given = job.putArray("static_configs").addObject().putArray("targets");
    targets.forEach(given::add);
    return config;
  }

  private static int freePort() throws IOException {
    try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  private boolean becomesReady() {
    long deadline = System.nanoTime() + READY_WITHIN.toNanos();
    while (process.isAlive() && System.nanoTime() < deadline) {
      try {
        if (get("/-/ready").statusCode() == 200) {
          return true;
        }
      } catch (IOException _) {
        // It does not listen yet.
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
    return false;
  }

  private HttpResponse<String> get(String path) throws IOException {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(READY_WITHIN)
            .build();
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** The answer's {@code data}; an error in the query is an exception with Prometheus' words. */
  JsonNode data(String path) throws IOException {
    var answer = new JsonMapper().readTree(get(path).body());
    if (!answer.path("status").asText().equals("success")) {
      throw new IOException(path + ": " + answer);
    }
    return answer.path("data");
  }

  /** The result of an instant query. */
  JsonNode query(String expression) throws IOException {
    return data("/api/v1/query?query=" + URLEncoder.encode(expression, UTF_8)).path("result");
  }

  /** Whether a query gives at least one number. NaN, the answer to 0/0, is none. */
  boolean hasData(String expression) throws IOException {
    for (var series : query(expression)) {
      if (!series.path("value").path(1).asText().equals("NaN")) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
