package org.plumbline.chaos.experiment.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.plumbline.chaos.experiment.format.Provider;
import org.plumbline.chaos.experiment.format.Values;

/**
 * The functions of {@code chaostoolkit-toxiproxy}, source {@code chaostoxi/}, against a Toxiproxy's
 * HTTP API. They are not made by the Java client of that API, which knows no attributes in one go
 * with the toxic, no packet loss, no closed proxy at its making and no address with a path.
 */
final class Toxiproxies {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);
  private static final int DEFAULT_PORT = 8474;
  private static final int NOT_FOUND = 404;
  private static final String ENVIRONMENT = "env:";

  /** By function: the type of the toxic it makes. */
  private static final Map<String, String> TOXICS =
      Map.of(
          "create_latency_toxic", "latency",
          "create_bandwith_degradation_toxic", "bandwidth",
          "create_slow_connection_close_toxic", "slow_close",
          "create_timeout_toxic", "timeout",
          "create_slicer_toxic", "slicer",
          "create_limiter_toxic", "limit_data");

  private final Optional<URI> otherwise;
  private final Map<String, String> environment;

  /**
   * The functions.
   *
   * @param otherwise the Toxiproxy of an experiment that names none
   * @param environment of arguments that begin with {@code env:}
   */
  Toxiproxies(Optional<URI> otherwise, Map<String, String> environment) {
    this.otherwise = otherwise;
    this.environment = environment;
  }

  /**
   * What a function gave.
   *
   * @param values with what it added for those that follow
   */
  record Result(JsonNode value, Values values) {}

  Result perform(Provider.Toxiproxy provider, Values values)
      throws ActivityFailed, InterruptedException {
    ObjectNode arguments = (ObjectNode) values.in(provider.arguments());
    String base = base(values);
    String proxy = base + "/proxies/" + part(arguments.path("proxy_name").asText());
    return switch (provider.func()) {
      case "create_proxy" -> {
        JsonNode made = ask("POST", base + "/proxies", newProxy(arguments));
        yield new Result(BooleanNode.TRUE, withPort(values, made));
      }
      case "modify_proxy" ->
          new Result(BooleanNode.TRUE, withPort(values, ask("POST", proxy, changes(arguments))));
      case "enable_proxy" -> turned(proxy, true, values);
      case "disable_proxy" -> turned(proxy, false, values);
      case "delete_proxy" -> {
        ask("DELETE", proxy, null);
        yield new Result(NullNode.getInstance(), values);
      }
      case "reset" -> {
        ask("POST", base + "/reset", null);
        yield new Result(BooleanNode.TRUE, values);
      }
      case "proxy_exist" -> new Result(BooleanNode.valueOf(found(proxy).isPresent()), values);
      case "get_proxy_attribute" ->
          new Result(attribute(proxy, arguments.path("attribute").asText()), values);
      case "delete_toxic" -> {
        String toxic = part(arguments.path("toxic_name").asText());
        ask("DELETE", toxics(base, arguments) + "/" + toxic, null);
        yield new Result(BooleanNode.TRUE, values);
      }
      default -> {
        ask("POST", toxics(base, arguments), newToxic(provider.func(), arguments));
        yield new Result(BooleanNode.TRUE, values);
      }
    };
  }

  private String base(Values values) throws ActivityFailed {
    String url = values.text("toxiproxy_url");
    if (!url.isEmpty()) {
      return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
    String host = values.text("toxiproxy_host");
    if (!host.isEmpty()) {
      String port = values.text("toxiproxy_port");
      return "http://" + host + ":" + (port.isEmpty() ? DEFAULT_PORT : port);
    }
    return otherwise
        .map(URI::toString)
        .orElseThrow(
            () ->
                new ActivityFailed(
                    "configuration.toxiproxy_host: missing (expected: where Toxiproxy listens)"));
  }

  private static String toxics(String base, ObjectNode arguments) {
    return base + "/proxies/" + part(arguments.path("for_proxy").asText()) + "/toxics";
  }

  private static String part(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private ObjectNode newProxy(ObjectNode arguments) throws ActivityFailed {
    ObjectNode proxy = JsonNodeFactory.instance.objectNode();
    proxy.set("name", arguments.get("proxy_name"));
    String host = arguments.path("listen_host").asText("0.0.0.0");
    proxy.put("listen", host + ":" + arguments.path("listen_port").asText("0"));
    proxy.put(
        "upstream", given(arguments, "upstream_host") + ":" + given(arguments, "upstream_port"));
    proxy.put("enabled", arguments.path("enabled").asBoolean(true));
    return proxy;
  }

  private String given(ObjectNode arguments, String name) throws ActivityFailed {
    String text = arguments.path(name).asText();
    if (!text.startsWith(ENVIRONMENT)) {
      return text;
    }
    String value = environment.get(text.substring(ENVIRONMENT.length()));
    if (value == null) {
      throw new ActivityFailed(name + ": " + text + " (expected: a variable that is set)");
    }
    return value;
  }

  private static ObjectNode changes(ObjectNode arguments) {
    ObjectNode changes = JsonNodeFactory.instance.objectNode();
    Map.of("listen_address", "listen", "upstream_address", "upstream", "enabled", "enabled")
        .forEach(
            (argument, field) -> {
              if (arguments.hasNonNull(argument)) {
                changes.set(field, arguments.get(argument));
              }
            });
    return changes;
  }

  private static Result turned(String proxy, boolean on, Values values)
      throws ActivityFailed, InterruptedException {
    ObjectNode change = JsonNodeFactory.instance.objectNode().put("enabled", on);
    return new Result(BooleanNode.TRUE, withPort(values, ask("POST", proxy, change)));
  }

  /** The port becomes a configuration, so that later activities can be aimed at it. */
  private static Values withPort(Values values, JsonNode proxy) {
    String listen = proxy.path("listen").asText();
    String port = listen.substring(listen.lastIndexOf(':') + 1);
    return values.with(proxy.path("name").asText() + "_PORT", TextNode.valueOf(port));
  }

  private static ObjectNode newToxic(String func, ObjectNode arguments) {
    ObjectNode toxic = JsonNodeFactory.instance.objectNode();
    toxic.set("name", arguments.get("toxic_name"));
    toxic.put("type", TOXICS.getOrDefault(func, arguments.path("toxic_type").asText()));
    toxic.put("stream", arguments.path("stream").asText("downstream"));
    toxic.put("toxicity", arguments.path("toxicity").asDouble(1.0));
    ObjectNode attributes = toxic.putObject("attributes");
    if (!TOXICS.containsKey(func)) {
      arguments
          .path("attributes")
          .properties()
          .forEach(each -> attributes.set(each.getKey(), each.getValue()));
      return toxic;
    }
    for (var argument : arguments.properties()) {
      String name = argument.getKey();
      if (!name.equals("toxic_name") && !name.equals("for_proxy")) {
        attributes.set(name.equals("bytes_limit") ? "bytes" : name, argument.getValue());
      }
    }
    return toxic;
  }

  private static JsonNode attribute(String proxy, String name)
      throws ActivityFailed, InterruptedException {
    Optional<JsonNode> found = found(proxy);
    if (found.isPresent() && !found.get().has(name)) {
      throw new ActivityFailed(
          "attribute: " + name + " (expected: a field of " + found.get() + ")");
    }
    return found.map(each -> each.path(name)).orElseGet(NullNode::getInstance);
  }

  private static Optional<JsonNode> found(String proxy)
      throws ActivityFailed, InterruptedException {
    HttpResponse<String> answer = send("GET", proxy, null);
    return answer.statusCode() == NOT_FOUND
        ? Optional.empty()
        : Optional.of(read("GET", proxy, answer));
  }

  private static JsonNode ask(String method, String url, @Nullable JsonNode body)
      throws ActivityFailed, InterruptedException {
    return read(method, url, send(method, url, body));
  }

  private static JsonNode read(String method, String url, HttpResponse<String> answer)
      throws ActivityFailed {
    if (answer.statusCode() / 100 != 2) {
      throw new ActivityFailed(
          method + " " + url + ": status " + answer.statusCode() + " " + answer.body().strip());
    }
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new ActivityFailed(method + " " + url + ": no JSON came back", e);
    }
  }

  private static HttpResponse<String> send(String method, String url, @Nullable JsonNode body)
      throws ActivityFailed, InterruptedException {
    HttpRequest.BodyPublisher content =
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body.toString());
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url))
              .timeout(ANSWER_WITHIN)
              .header("Content-Type", "application/json")
              .method(method, content)
              .build();
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new ActivityFailed("failed to connect to " + url + ": " + e, e);
    } catch (IllegalArgumentException e) {
      throw new ActivityFailed("cannot be asked: " + url + ": " + e.getMessage(), e);
    }
  }
}
