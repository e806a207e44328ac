package org.plumbline.chaos.toxiproxy.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.plumbline.chaos.toxiproxy.proxy.Proxy;
import org.plumbline.chaos.toxiproxy.proxy.ProxyEdit;
import org.plumbline.chaos.toxiproxy.proxy.Refusal;
import org.plumbline.chaos.toxiproxy.proxy.ToxicChain;
import org.plumbline.chaos.toxiproxy.toxic.Direction;
import org.plumbline.chaos.toxiproxy.toxic.Toxic;
import org.plumbline.chaos.toxiproxy.toxic.ToxicType;

/** The JSON of proxies and toxics, with the keys in the original's order. */
final class Shapes {
  private static final JsonMapper MAPPER = new JsonMapper();

  private Shapes() {}

  static ObjectNode proxy(Proxy proxy) {
    var view = proxy.view();
    var json = MAPPER.createObjectNode();
    json.put("name", view.name());
    json.put("listen", view.listen());
    json.put("upstream", view.upstream());
    json.put("enabled", view.enabled());
    // An accident of the original that clients have learned to skip, so some may have come to
    // expect.
    json.set("Logger", MAPPER.createObjectNode());
    json.set("toxics", toxics(view.toxics()));
    return json;
  }

  static ObjectNode proxies(List<Proxy> proxies) {
    var json = MAPPER.createObjectNode();
    proxies.forEach(proxy -> json.set(proxy.name(), proxy(proxy)));
    return json;
  }

  static ObjectNode nothing() {
    return MAPPER.createObjectNode();
  }

  /** Go writes a list that was never begun as null. */
  static JsonNode listOrNull(List<Proxy> proxies) {
    if (proxies.isEmpty()) {
      return MAPPER.nullNode();
    }
    var json = MAPPER.createArrayNode();
    proxies.forEach(proxy -> json.add(proxy(proxy)));
    return json;
  }

  static ArrayNode toxics(List<Toxic> toxics) {
    var json = MAPPER.createArrayNode();
    toxics.forEach(toxic -> json.add(toxic(toxic)));
    return json;
  }

  static ObjectNode toxic(Toxic toxic) {
    var json = MAPPER.createObjectNode();
    var attributes = json.putObject("attributes");
    toxic.attributes().forEach(attributes::put);
    json.put("name", toxic.name());
    json.put("type", toxic.type().wireName());
    json.put("stream", toxic.stream());
    json.putRawValue("toxicity", new RawValue(GoText.number(toxic.toxicity())));
    return json;
  }

  static ObjectNode error(String message, int status) {
    var json = MAPPER.createObjectNode();
    json.put("error", message);
    json.put("status", status);
    return json;
  }

  static ProxyEdit proxyEdit(GoJson body) throws Refusal {
    // The field that it shows by accident is also read, and so has to be of its kind.
    body.nested("Logger", GoJson.Target.LOGGER);
    return new ProxyEdit(
        body.text("name").orElse(null),
        body.text("listen").orElse(null),
        body.text("upstream").orElse(null),
        body.flag("enabled").orElse(null));
  }

  /**
   * A new toxic; what is missing is downstream, certain, and named after type and stream. The
   * errors come in the original's order: kinds of the fields, stream, type, a name that is taken,
   * the attributes' own kinds.
   */
  static Toxic newToxic(GoJson body, ToxicChain chain) throws Refusal {
    var stream = body.text("stream").orElse("downstream");
    var typeName = body.text("type").orElse("");
    var givenName = body.text("name").orElse("");
    float toxicity = body.number("toxicity").orElse(1f);
    body.nested("attributes", GoJson.Target.ATTRIBUTES);
    var direction =
        Direction.parse(stream)
            .orElseThrow(
                () -> badRequest("stream was invalid, can be either upstream or downstream"));
    var type = ToxicType.parse(typeName).orElseThrow(() -> badRequest("invalid toxic type"));
    var name = givenName.isEmpty() ? typeName + "_" + stream : givenName;
    chain.requireFree(name);
    var attributes = attributes(type, body);
    try {
      return new Toxic(name, type, stream, direction, toxicity, attributes);
    } catch (IllegalArgumentException e) {
      throw GoJson.badBody(String.valueOf(e.getMessage()));
    }
  }

  /** The attributes that the body gives, of those that the type has. */
  static SequencedMap<String, Long> attributes(ToxicType type, GoJson body) throws Refusal {
    var given = body.nested("attributes", GoJson.Target.ATTRIBUTES);
    var attributes = new LinkedHashMap<String, Long>();
    for (var attribute : type.attributes()) {
      given.whole(attribute).ifPresent(value -> attributes.put(attribute, value));
    }
    return attributes;
  }

  private static Refusal badRequest(String message) {
    return new Refusal(Refusal.Kind.BAD_REQUEST, message);
  }
}
