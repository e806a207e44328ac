package org.plumbline.chaos.experiment.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.plumbline.chaos.experiment.format.Provider;
import org.plumbline.chaos.experiment.format.Values;

/**
 * HTTP requests. The value is {@code {status, headers, body}}; a body of the type {@code
 * application/json} is read, any other one stays text. Any status will do unless {@code
 * expected_status} says otherwise.
 */
final class Requests {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String JSON_TYPE = "application/json";
  private static final String FORM_TYPE = "application/x-www-form-urlencoded";
  private static final String CONTENT_TYPE = "Content-Type";

  private Requests() {}

  static JsonNode perform(Provider.Http provider, Values values)
      throws ActivityFailed, InterruptedException {
    String url = values.inText(provider.url());
    JsonNode timeout = values.in(provider.timeoutSeconds());
    try (HttpClient client = client(timeout)) {
      HttpRequest request = request(provider, values, url, timeout);
      return expected(provider, value(send(client, request, provider.retriesMax())));
    } catch (HttpTimeoutException e) {
      throw new ActivityFailed("activity took too long to complete: " + url, e);
    } catch (IOException e) {
      throw new ActivityFailed("failed to connect to " + url + ": " + e, e);
    } catch (IllegalArgumentException e) {
      throw new ActivityFailed("cannot be asked: " + url + ": " + e.getMessage(), e);
    }
  }

  private static HttpClient client(JsonNode timeout) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL);
    JsonNode connect = timeout.isArray() ? timeout.path(0) : timeout;
    if (connect.isNumber()) {
      builder.connectTimeout(seconds(connect));
    }
    return builder.build();
  }

  private static Duration seconds(JsonNode number) {
    return Duration.ofNanos((long) (number.doubleValue() * 1e9));
  }

  private static HttpResponse<String> send(HttpClient client, HttpRequest request, int retriesMax)
      throws IOException, InterruptedException {
    for (int attempt = 0; ; attempt++) {
      try {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
      } catch (ConnectException e) {
        if (attempt >= retriesMax) {
          throw e;
        }
      }
    }
  }

  private static HttpRequest request(
      Provider.Http provider, Values values, String url, JsonNode timeout) {
    JsonNode arguments = values.in(provider.arguments());
    boolean get = provider.method().equals("GET");
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(get ? query(url, arguments) : url));
    JsonNode answer = timeout.isArray() ? timeout.path(1) : timeout;
    if (answer.isNumber()) {
      builder.timeout(seconds(answer));
    }
    JsonNode headers = values.in(provider.headers());
    String type = "";
    for (var header : headers.properties()) {
      builder.setHeader(header.getKey(), header.getValue().asText());
      type = header.getKey().equalsIgnoreCase(CONTENT_TYPE) ? header.getValue().asText() : type;
    }
    boolean none = arguments.isMissingNode() || arguments.isNull();
    if (get || none) {
      return builder.method(provider.method(), HttpRequest.BodyPublishers.noBody()).build();
    }
    if (type.isEmpty() && arguments.isObject()) {
      builder.setHeader(CONTENT_TYPE, FORM_TYPE);
    }
    String body =
        type.equals(JSON_TYPE)
            ? arguments.toString()
            : arguments.isObject() ? form(arguments) : arguments.asText();
    return builder.method(provider.method(), HttpRequest.BodyPublishers.ofString(body)).build();
  }

  private static String query(String url, JsonNode arguments) {
    String query = arguments.isTextual() ? arguments.textValue() : form(arguments);
    return query.isEmpty() ? url : url + (url.contains("?") ? "&" : "?") + query;
  }

  private static String form(JsonNode arguments) {
    List<String> pairs = new ArrayList<>();
    for (var argument : arguments.properties()) {
      Iterable<JsonNode> values =
          argument.getValue().isArray() ? argument.getValue() : List.of(argument.getValue());
      for (JsonNode value : values) {
        if (!value.isNull()) {
          pairs.add(encoded(argument.getKey()) + "=" + encoded(value.asText()));
        }
      }
    }
    return String.join("&", pairs);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static ObjectNode value(HttpResponse<String> response) {
    ObjectNode value = JsonNodeFactory.instance.objectNode();
    value.put("status", response.statusCode());
    ObjectNode headers = value.putObject("headers");
    response.headers().map().forEach((name, all) -> headers.put(name, String.join(", ", all)));
    value.set("body", body(response));
    return value;
  }

  private static JsonNode body(HttpResponse<String> response) {
    if (response.headers().firstValue(CONTENT_TYPE).orElse("").equals(JSON_TYPE)) {
      try {
        return JSON.readTree(response.body());
      } catch (JsonProcessingException e) {
        // What calls itself JSON and is none is text all the same.
        return TextNode.valueOf(response.body());
      }
    }
    return TextNode.valueOf(response.body());
  }

  private static ObjectNode expected(Provider.Http provider, ObjectNode value)
      throws ActivityFailed {
    JsonNode wanted = provider.expectedStatus();
    JsonNode status = value.path("status");
    boolean any = wanted.isMissingNode() || wanted.isNull();
    boolean among = false;
    for (JsonNode each : wanted) {
      among |= each.asInt() == status.asInt();
    }
    if (any || among || wanted.equals(IntNode.valueOf(status.asInt()))) {
      return value;
    }
    throw new ActivityFailed("status: " + status + " (expected: " + wanted + ")");
  }
}
