package org.plumbline.chaos.experiment.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads who performs an activity, and refuses who cannot. */
final class ProviderReader {

  private static final ObjectNode NOTHING = JsonNodeFactory.instance.objectNode();
  private static final Provider NONE = new Provider.Own("", NOTHING);
  private static final Set<String> HTTP =
      Set.of(
          "type",
          "url",
          "method",
          "headers",
          "arguments",
          "timeout",
          "expected_status",
          "secrets",
          "verify_tls",
          "max_retries");
  private static final Set<String> PROCESS =
      Set.of("type", "path", "arguments", "timeout", "secrets");
  private static final Set<String> PYTHON =
      Set.of("type", "module", "func", "arguments", "secrets");
  private static final Set<String> OWN = Set.of("type", "func", "arguments", "secrets");

  private final Reading reading;

  ProviderReader(Reading reading) {
    this.reading = reading;
  }

  Provider read(Place place, Kind kind) {
    if (!place.isObject()) {
      return NONE;
    }
    secrets(place.at("secrets"));
    String type = place.at("type").text("one of http, process, python, plumbline");
    return switch (type) {
      case "http" -> http(place);
      case "process" -> process(place);
      case "python" -> python(place, kind);
      case Provider.Own.TYPE -> own(place, kind);
      case "" -> NONE;
      default -> {
        place.at("type").problem("one of http, process, python, plumbline");
        yield NONE;
      }
    };
  }

  private void secrets(Place place) {
    if (!place.isGiven()) {
      return;
    }
    if (place.node().isTextual()) {
      secretGroup(place);
    } else if (place.isListIfGiven()) {
      place.elements().forEach(this::secretGroup);
    }
  }

  private void secretGroup(Place place) {
    if (!reading.secretGroups().contains(place.node().asText())) {
      place.problem("one of the groups in secrets: " + reading.secretGroups());
    }
  }

  private Provider http(Place place) {
    place.onlyFields(HTTP);
    String url = place.at("url").text("a URL");
    if (!url.isEmpty() && !isHttp(reading.values().inText(url))) {
      place.at("url").problem("an http or https URL");
    }
    place.at("headers").objectOrEmpty();
    timeout(place.at("timeout"), true);
    if (!place.at("verify_tls").flagOr(true)) {
      place.at("verify_tls").problem("true: certificates are always checked here");
    }
    Place retries = place.at("max_retries");
    if (retries.isGiven() && !(retries.node().isInt() && retries.node().intValue() >= 0)) {
      retries.problem("a whole number of at least 0");
    }
    Place status = place.at("expected_status");
    if (status.isGiven() && !status.node().isInt() && !status.node().isArray()) {
      status.problem("a status, or a list of them");
    }
    return new Provider.Http(
        url,
        place.at("method").textOr("GET", "a method, such as GET").toUpperCase(Locale.ROOT),
        place.at("headers").node(),
        place.at("arguments").node(),
        place.at("timeout").node(),
        status.node(),
        retries.node().asInt(0));
  }

  private static boolean isHttp(String url) {
    if (url.contains("${")) {
      // An action of the method may still give it, as create_proxy does with its port.
      return true;
    }
    try {
      String scheme = new URI(url.replace(' ', '+')).getScheme();
      return "http".equals(scheme) || "https".equals(scheme);
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private Provider process(Place place) {
    place.onlyFields(PROCESS);
    Place path = place.at("path");
    String program = path.text("the path of a program");
    if (!program.isEmpty() && reading.programs().find(program).isEmpty()) {
      path.problem("a program that can be run, on the PATH or by its path");
    }
    timeout(place.at("timeout"), false);
    Place arguments = place.at("arguments");
    if (arguments.isGiven()
        && !arguments.node().isTextual()
        && !arguments.node().isContainerNode()) {
      arguments.problem("a text, a list or an object");
    }
    return new Provider.Program(program, arguments.node(), place.at("timeout").node());
  }

  private void timeout(Place place, boolean pair) {
    JsonNode node = reading.values().in(place.node());
    boolean two = pair && node.isArray() && node.size() == 2;
    boolean good = two ? isTime(node.get(0)) && isTime(node.get(1)) : isTime(node);
    if (place.isGiven() && !good && !Values.isOpen(node)) {
      place.problem(pair ? "seconds, or two of them: [connect, answer]" : "seconds");
    }
  }

  private static boolean isTime(JsonNode node) {
    return node.isNumber() && node.doubleValue() > 0;
  }

  private Provider python(Place place, Kind kind) {
    place.onlyFields(PYTHON);
    String module = place.at("module").text("a module");
    Map<String, Signature> functions = ToxiproxyModules.all().get(module);
    if (functions == null) {
      if (!module.isEmpty()) {
        place
            .at("module")
            .problem(
                "one of "
                    + String.join(", ", ToxiproxyModules.all().keySet())
                    + "; no other Python runs here, use http or process");
      }
      return NONE;
    }
    return new Provider.Toxiproxy(called(place, kind, functions), arguments(place));
  }

  private Provider own(Place place, Kind kind) {
    place.onlyFields(OWN);
    if (reading.activities().isEmpty()) {
      place.at("type").problem("one of http, process, python: there is no drill around this");
      return NONE;
    }
    return new Provider.Own(called(place, kind, reading.activities()), arguments(place));
  }

  private static ObjectNode arguments(Place place) {
    return place.at("arguments").node() instanceof ObjectNode object ? object : NOTHING;
  }

  private String called(Place place, Kind kind, Map<String, Signature> functions) {
    Place func = place.at("func");
    String name = func.text("one of " + String.join(", ", functions.keySet()));
    Signature signature = functions.get(name);
    if (signature == null) {
      if (!name.isEmpty()) {
        func.problem("one of " + String.join(", ", functions.keySet()));
      }
      return name;
    }
    // Chaos Toolkit lets a probe stand for an action; an action that is none would be a surprise.
    if (kind == Kind.PROBE && signature.kind() == Kind.ACTION) {
      func.problem("a probe; " + name + " is an action");
    }
    checkArguments(place.at("arguments"), signature);
    return name;
  }

  private void checkArguments(Place arguments, Signature signature) {
    arguments.objectOrEmpty();
    for (Parameter parameter : signature.parameters()) {
      Place given = arguments.at(parameter.name());
      Parameter.Type type = parameter.type();
      if (!given.isGiven()) {
        if (parameter.required()) {
          given.problem(type.expected());
        }
        continue;
      }
      JsonNode value = reading.values().in(given.node());
      if (!type.accepts(value) && !Values.isOpen(value)) {
        given.problem(type.expected());
      }
    }
    for (String name : arguments.fields()) {
      if (signature.parameters().stream().noneMatch(each -> each.name().equals(name))) {
        arguments.at(name).problem(signature.name() + " takes " + signature.parameterNames());
      }
    }
  }
}
