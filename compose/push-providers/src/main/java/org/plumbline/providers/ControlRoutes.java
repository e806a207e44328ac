package org.plumbline.providers;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What tests and drills use.
 *
 * <pre>
 * GET    /control/received?provider=apns&amp;address=TOKEN   {"received": [...]}, as {@link Received}
 * DELETE /control/received
 * POST   /control/behaviours {provider, address?, status, retry_after?, times?, delay_ms?}
 * DELETE /control/behaviours
 * POST   /control/subscriptions                          {endpoint, p256dh, auth}
 * </pre>
 */
final class ControlRoutes {
  static final String PATH = "/control/";

  private final Behaviours behaviours;
  private final Receipts receipts;
  private final WebPushProvider webPush;

  ControlRoutes(Behaviours behaviours, Receipts receipts, WebPushProvider webPush) {
    this.behaviours = behaviours;
    this.receipts = receipts;
    this.webPush = webPush;
  }

  void handle(Exchange exchange) throws IOException {
    try {
      switch (exchange.method() + " " + exchange.path().substring(PATH.length())) {
        case "GET received" -> exchange.answer(200, Map.of("received", received(exchange)));
        case "DELETE received" -> {
          receipts.clear();
          exchange.answer(204);
        }
        case "POST behaviours" -> {
          behaviours.plan(behaviour(exchange.json()));
          exchange.answer(204);
        }
        case "DELETE behaviours" -> {
          behaviours.clear();
          exchange.answer(204);
        }
        case "POST subscriptions" ->
            exchange.answer(201, webPush.subscribe("http://" + exchange.header("Host")));
        default -> exchange.answer(404, Map.of("error", exchange.path()));
      }
    } catch (IllegalArgumentException e) {
      exchange.answer(400, Map.of("error", String.valueOf(e.getMessage())));
    }
  }

  private Object received(Exchange exchange) {
    var provider = exchange.query().get("provider");
    return receipts.of(
        provider == null ? null : Provider.of(provider), exchange.query().get("address"));
  }

  private static Behaviour behaviour(JsonNode json) {
    return new Behaviour(
        Provider.of(json.path("provider").asText()),
        text(json.get("address")),
        json.path("status").asInt(),
        json.has("retry_after") ? json.path("retry_after").asInt() : null,
        json.path("times").asInt(1),
        json.path("delay_ms").asLong(0));
  }

  private static @Nullable String text(@Nullable JsonNode value) {
    return value == null || value.isNull() ? null : value.asText();
  }
}
