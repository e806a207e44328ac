package org.plumbline.chaos.experiment.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.Option;
import com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import org.plumbline.chaos.experiment.format.Provider;
import org.plumbline.chaos.experiment.format.Tolerance;
import org.plumbline.chaos.experiment.format.Values;
import org.plumbline.chaos.experiment.provider.ActivityFailed;
import org.plumbline.chaos.experiment.provider.Performers;

/**
 * Holds values against tolerances as {@code chaoslib/hypothesis.py} does. Where a value is an
 * object with a {@code status}, that is what is compared, but for paths, which look into the
 * object; and two values beside a status are a choice, not bounds.
 */
final class Tolerances {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Configuration PATHS =
      Configuration.builder()
          .jsonProvider(new JacksonJsonNodeJsonProvider(JSON))
          .mappingProvider(new JacksonMappingProvider(JSON))
          .options(Option.ALWAYS_RETURN_LIST, Option.SUPPRESS_EXCEPTIONS)
          .build();
  private static final String STATUS = "status";

  private final Performers performers;

  Tolerances(Performers performers) {
    this.performers = performers;
  }

  boolean within(Tolerance tolerance, JsonNode value) throws InterruptedException {
    Values values = performers.values();
    return switch (tolerance) {
      case Tolerance.Exactly exactly -> equal(values.in(exactly.value()), plain(value));
      case Tolerance.Sequence sequence -> within(sequence.values(), value);
      case Tolerance.Range range -> within(range, target(value, range.target()));
      case Tolerance.Regex regex ->
          Pattern.compile(values.inText(regex.pattern()))
              .matcher(text(target(value, regex.target())))
              .find();
      case Tolerance.Path path -> within(path, value, values);
      case Tolerance.ByProbe by -> succeeds(by.probe().provider(), value);
    };
  }

  private static JsonNode plain(JsonNode value) {
    return value.isObject() && value.has(STATUS) ? value.get(STATUS) : value;
  }

  private static JsonNode target(JsonNode value, String target) {
    return target.isEmpty() ? plain(value) : value.has(target) ? value.get(target) : value;
  }

  private static String text(JsonNode value) {
    return value.isValueNode() ? value.asText() : value.toString();
  }

  private static boolean equal(JsonNode expected, JsonNode value) {
    if (expected.isNumber() && value.isNumber()) {
      return expected.decimalValue().compareTo(value.decimalValue()) == 0;
    }
    if (expected.isArray() && value.isArray() && expected.size() == value.size()) {
      for (int index = 0; index < expected.size(); index++) {
        if (!equal(expected.get(index), value.get(index))) {
          return false;
        }
      }
      return true;
    }
    return expected.equals(value);
  }

  private static boolean within(List<JsonNode> sequence, JsonNode value) {
    boolean status = value.isObject() && value.has(STATUS);
    JsonNode compared = plain(value);
    if (sequence.size() != 2 || status) {
      return sequence.stream().anyMatch(each -> equal(each, compared));
    }
    JsonNode low = sequence.getFirst();
    JsonNode high = sequence.getLast();
    if (low.isNumber() && high.isNumber()) {
      return compared.isNumber()
          && low.decimalValue().compareTo(compared.decimalValue()) <= 0
          && high.decimalValue().compareTo(compared.decimalValue()) >= 0;
    }
    return low.isTextual()
        && high.isTextual()
        && compared.isTextual()
        && low.textValue().compareTo(compared.textValue()) <= 0
        && high.textValue().compareTo(compared.textValue()) >= 0;
  }

  private static boolean within(Tolerance.Range range, JsonNode value) {
    try {
      BigDecimal number = new BigDecimal(text(value).strip());
      return range.low().compareTo(number) <= 0 && range.high().compareTo(number) >= 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static boolean within(Tolerance.Path path, JsonNode value, Values values) {
    JsonNode looked =
        !path.target().isEmpty() && value.has(path.target()) ? value.get(path.target()) : value;
    Object found = Tolerance.Path.compiled(values.inText(path.text())).read(read(looked), PATHS);
    ArrayNode all = found instanceof ArrayNode list ? list : JsonNodeFactory.instance.arrayNode();
    JsonNode expect = values.in(path.expect());
    if (!expect.isMissingNode()) {
      JsonNode wanted =
          expect.isArray() ? expect : JsonNodeFactory.instance.arrayNode().add(expect);
      return equal(wanted, all);
    }
    return path.count().isPresent() ? all.size() == path.count().getAsInt() : !all.isEmpty();
  }

  private static JsonNode read(JsonNode value) {
    if (!value.isTextual()) {
      return value;
    }
    try {
      return JSON.readTree(value.textValue());
    } catch (JsonProcessingException e) {
      // No JSON: the path looks at the text itself, and finds nothing in it.
      return value;
    }
  }

  private boolean succeeds(Provider provider, JsonNode value) throws InterruptedException {
    try {
      JsonNode answer = performers.perform(withValue(provider, value));
      return switch (provider) {
        case Provider.Program _ -> answer.path(STATUS).asInt(-1) == 0;
        case Provider.Http _ -> answer.path(STATUS).asInt() / 100 == 2;
        case Provider.Toxiproxy _, Provider.Own _ -> answer.asBoolean();
      };
    } catch (ActivityFailed e) {
      return false;
    }
  }

  private static Provider withValue(Provider provider, JsonNode value) {
    return switch (provider) {
      case Provider.Http http ->
          new Provider.Http(
              http.url(),
              http.method(),
              http.headers(),
              with(http.arguments(), value),
              http.timeoutSeconds(),
              http.expectedStatus(),
              http.retriesMax());
      case Provider.Program process ->
          new Provider.Program(
              process.path(), with(process.arguments(), value), process.timeoutSeconds());
      case Provider.Toxiproxy toxiproxy -> toxiproxy;
      case Provider.Own own -> new Provider.Own(own.func(), with(own.arguments(), value));
    };
  }

  private static ObjectNode with(JsonNode arguments, JsonNode value) {
    ObjectNode all =
        arguments instanceof ObjectNode object
            ? object.deepCopy()
            : JsonNodeFactory.instance.objectNode();
    return all.set("value", value);
  }
}
