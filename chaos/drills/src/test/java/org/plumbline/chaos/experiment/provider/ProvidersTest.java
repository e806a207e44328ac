package org.plumbline.chaos.experiment.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.chaos.experiment.format.Activity;
import org.plumbline.chaos.experiment.format.Experiment;
import org.plumbline.chaos.experiment.format.ExperimentReader;
import org.plumbline.chaos.experiment.format.InvalidExperiment;
import org.plumbline.chaos.experiment.format.Programs;
import org.plumbline.chaos.toxiproxy.ServerFlags;
import org.plumbline.chaos.toxiproxy.ToxiproxyServer;

/** Each provider against the real thing: a server of the JDK, programs, our Toxiproxy. */
class ProvidersTest {

  private static final ObjectMapper YAML = new YAMLMapper();
  private static final Programs PROGRAMS =
      new Programs(Path.of("/"), Map.of("PATH", "/usr/bin:/bin", "UPSTREAM", "127.0.0.1"));
  private static final long BOUND_SECONDS = 30;

  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch released = new CountDownLatch(1);
  private HttpServer server = listening();

  private static HttpServer listening() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void start() {
    server.createContext("/text", exchange -> answer(exchange, 200, "text/plain", "n 87"));
    server.createContext(
        "/json", exchange -> answer(exchange, 418, "application/json", "{\"up\": [1]}"));
    server.createContext(
        "/slow",
        exchange -> {
          try {
            released.await(BOUND_SECONDS, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          exchange.close();
        });
    server.start();
  }

  private void answer(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    asked.add(
        exchange.getRequestMethod()
            + " "
            + exchange.getRequestURI()
            + " "
            + exchange.getRequestHeaders().getFirst("Content-Type")
            + " "
            + exchange.getRequestHeaders().getFirst("Authorization")
            + " "
            + sent);
    exchange.getResponseHeaders().set("Content-Type", type);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @AfterEach
  void stop() {
    released.countDown();
    server.stop(0);
  }

  private String base() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private Experiment experiment(String... providers) throws InvalidExperiment {
    StringBuilder text =
        new StringBuilder(
            """
            title: t
            description: d
            configuration: {base: "%s"}
            secrets: {global: {auth: Basic XYZ}}
            method:
            """
                .formatted(base()));
    for (String provider : providers) {
      text.append("  - {type: action, name: a, provider: ").append(provider).append("}\n");
    }
    return new ExperimentReader(Map.of(), PROGRAMS).read("t.yaml", text.toString());
  }

  private JsonNode perform(String provider) throws Exception {
    Experiment experiment = experiment(provider);
    Performers performers =
        new Performers(experiment.values(), PROGRAMS, Optional.empty(), Activities.NONE);
    return performers.perform(experiment.method().getFirst().provider());
  }

  @Test
  void shouldAskByGetWithTheArgumentsAsQuery() throws Exception {
    JsonNode value =
        perform(
            "{type: http, url: '${base}/text', headers: {Authorization: '${auth}'},"
                + " secrets: [global], timeout: [3, 5], arguments: {city: São Paulo, n: [1, 2]}}");

    assertThat(asked).containsExactly("GET /text?city=S%C3%A3o+Paulo&n=1&n=2 null Basic XYZ ");
    assertThat(value.path("status").intValue()).isEqualTo(200);
    assertThat(value.path("body").textValue()).isEqualTo("n 87");
    assertThat(value.path("headers").properties())
        .anyMatch(
            each ->
                each.getKey().equalsIgnoreCase("Content-Type")
                    && each.getValue().asText().equals("text/plain"));
  }

  @Test
  void shouldPostJsonWhenTheHeaderSaysSoAndAFormElse() throws Exception {
    JsonNode value =
        perform(
            "{type: http, method: post, url: '${base}/json', arguments: {city: Paris},"
                + " headers: {Content-Type: application/json}}");
    perform("{type: http, method: PUT, url: '${base}/json', arguments: {city: Paris, a: b c}}");

    assertThat(asked)
        .containsExactly(
            "POST /json application/json null {\"city\":\"Paris\"}",
            "PUT /json application/x-www-form-urlencoded null city=Paris&a=b+c");
    assertThat(value.path("status").intValue()).isEqualTo(418);
    assertThat(value.at("/body/up/0").intValue()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{type: http, url: '${base}/slow', timeout: 0.05} | took too long",
        "{type: http, url: 'http://127.0.0.1:1/'} | failed to connect to http://127.0.0.1:1/",
        "{type: http, url: '${base}/json', expected_status: 200} | status: 418 (expected: 200)",
        "{type: process, path: sleep, arguments: ['30'], timeout: 0.05} | took too long",
        "{type: python, module: chaostoxi.proxy.actions, func: reset} | toxiproxy_host: missing",
      })
  void shouldSayWhyAnActivityFailed(String provider, String expected) {
    assertThatThrownBy(() -> perform(provider))
        .isInstanceOf(ActivityFailed.class)
        .hasMessageContaining(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{type: process, path: echo, arguments: [a b, '', c]} | {status: 0, stdout: \"a b c\\n\","
            + " stderr: ''}",
        "{type: process, path: echo, arguments: 'one $((1+1))'} | {status: 0, stdout: \"one 2\\n\","
            + " stderr: ''}",
        "{type: process, path: /bin/echo, arguments: {--city: '${auth}'}}"
            + " | {status: 0, stdout: \"--city Basic XYZ\\n\", stderr: ''}",
        "{type: process, path: sh, arguments: [-c, 'echo bad >&2; exit 3']}"
            + " | {status: 3, stdout: '', stderr: \"bad\\n\"}",
      })
  void shouldRunProgramsAsChaosToolkitDoes(String provider, String expected) throws Exception {
    assertThat(perform(provider)).isEqualTo(YAML.readTree(expected));
  }

  @Test
  void shouldDoWithToxiproxyWhatChaostoxiDoes() throws Exception {
    int upstream = server.getAddress().getPort();
    Experiment experiment =
        experiment(
            toxi("proxy.actions", "create_proxy")
                .formatted(
                    "proxy_name: p, upstream_host: 'env:UPSTREAM', upstream_port: "
                        + upstream
                        + ", listen_host: 127.0.0.1"),
            "{type: http, url: 'http://127.0.0.1:${p_PORT}/text'}",
            toxi("toxic.actions", "create_latency_toxic")
                .formatted("for_proxy: p, toxic_name: slow, latency: 1, jitter: 0"),
            toxi("toxic.actions", "create_toxic")
                .formatted(
                    "for_proxy: p, toxic_name: cut, toxic_type: limit_data, stream: upstream,"
                        + " toxicity: 0.5, attributes: {bytes: 7}"),
            toxi("toxic.actions", "create_limiter_toxic")
                .formatted("for_proxy: p, toxic_name: few, bytes_limit: 9"),
            toxi("toxic.actions", "delete_toxic").formatted("for_proxy: p, toxic_name: slow"),
            toxi("proxy.actions", "disable_proxy").formatted("proxy_name: p"),
            toxi("proxy.actions", "modify_proxy")
                .formatted("proxy_name: p, upstream_address: '127.0.0.1:2'"));
    try (ToxiproxyServer toxiproxy = toxiproxy()) {
      Performers performers =
          new Performers(
              experiment.values(),
              PROGRAMS,
              Optional.of(URI.create("http://127.0.0.1:" + toxiproxy.port())),
              Activities.NONE);
      List<JsonNode> values = new ArrayList<>();
      for (Activity activity : experiment.method()) {
        values.add(performers.perform(activity.provider()));
      }

      assertThat(values.get(1).path("body").asText()).isEqualTo("n 87");
      assertThat(proxy(performers, "toxics"))
          .isEqualTo(
              YAML.readTree(
                  "[{attributes: {bytes: 7}, name: cut, type: limit_data, stream: upstream,"
                      + " toxicity: 0.5}, {attributes: {bytes: 9}, name: few, type: limit_data,"
                      + " stream: downstream, toxicity: 1}]"));
      assertThat(proxy(performers, "enabled").booleanValue()).isFalse();
      assertThat(proxy(performers, "upstream").textValue()).isEqualTo("127.0.0.1:2");
      assertThat(ask(performers, "proxy_exist", "proxy_name: p").booleanValue()).isTrue();
      assertThat(ask(performers, "proxy_exist", "proxy_name: q").booleanValue()).isFalse();
    }
  }

  private JsonNode proxy(Performers performers, String attribute) throws Exception {
    return ask(performers, "get_proxy_attribute", "proxy_name: p, attribute: " + attribute);
  }

  private JsonNode ask(Performers performers, String func, String arguments) throws Exception {
    String probe = toxi("proxy.probes", func).formatted(arguments);
    return performers.perform(experiment(probe).method().getFirst().provider());
  }

  private static String toxi(String module, String func) {
    return "{type: python, module: chaostoxi." + module + ", func: " + func + ", arguments: {%s}}";
  }

  private static ToxiproxyServer toxiproxy() throws IOException {
    return ToxiproxyServer.start(
        ServerFlags.onFreePort(),
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
  }
}
