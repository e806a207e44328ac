package org.plumbline.swarm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The fields of one command, each checked as it is read. A field that nobody read is refused. */
final class Fields {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode object;
  private final TreeSet<String> known = new TreeSet<>();

  private Fields(JsonNode object) {
    this.object = object;
  }

  static Fields parse(String line) throws MalformedCommand {
    try {
      JsonNode json = JSON.readTree(line);
      if (!json.isObject()) {
        throw new MalformedCommand("command: " + line.strip() + " (expected: a JSON object)");
      }
      return new Fields(json);
    } catch (JsonProcessingException e) {
      throw new MalformedCommand("command: not readable as JSON: " + e.getOriginalMessage());
    }
  }

  boolean has(String name) {
    known.add(name);
    return object.hasNonNull(name);
  }

  String text(String name, String expected) throws MalformedCommand {
    JsonNode value = value(name);
    if (!value.isTextual() || value.asText().isEmpty()) {
      throw refused(name, value, expected);
    }
    return value.asText();
  }

  String oneOf(String name, String otherwise, List<String> allowed) throws MalformedCommand {
    if (!has(name)) {
      return otherwise;
    }
    JsonNode value = value(name);
    if (!value.isTextual() || !allowed.contains(value.asText())) {
      throw refused(name, value, "one of " + String.join(", ", allowed));
    }
    return value.asText();
  }

  boolean flag(String name, boolean otherwise) throws MalformedCommand {
    if (!has(name)) {
      return otherwise;
    }
    JsonNode value = value(name);
    if (!value.isBoolean()) {
      throw refused(name, value, "true or false");
    }
    return value.asBoolean();
  }

  long whole(String name, long least, long most) throws MalformedCommand {
    JsonNode value = value(name);
    if (!value.isIntegralNumber()
        || !value.canConvertToLong()
        || value.asLong() < least
        || value.asLong() > most) {
      throw refused(name, value, "a whole number from " + least + " to " + most);
    }
    return value.asLong();
  }

  long whole(String name, long otherwise, long least, long most) throws MalformedCommand {
    return has(name) ? whole(name, least, most) : otherwise;
  }

  double number(String name, double otherwise, double least, double most) throws MalformedCommand {
    if (!has(name)) {
      return otherwise;
    }
    JsonNode value = value(name);
    if (!value.isNumber() || !(value.asDouble() >= least && value.asDouble() <= most)) {
      throw refused(name, value, "a number from " + least + " to " + most);
    }
    return value.asDouble();
  }

  List<String> texts(String name, String expected) throws MalformedCommand {
    JsonNode value = value(name);
    List<String> texts = new ArrayList<>();
    for (JsonNode item : value) {
      if (item.isTextual()) {
        texts.add(item.asText());
      }
    }
    if (!value.isArray() || texts.isEmpty() || texts.size() < value.size()) {
      throw refused(name, value, expected);
    }
    return texts;
  }

  /** Sockets with the threads that they write to; an empty list is one, too. */
  List<TrafficPlan.Lane> lanes(String name, int limit) throws MalformedCommand {
    JsonNode value = value(name);
    List<TrafficPlan.Lane> lanes = new ArrayList<>();
    for (JsonNode item : value) {
      int socket = item.path(0).asInt(-1);
      if (item.size() != 2 || socket < 0 || socket >= limit || !item.path(1).isTextual()) {
        throw refused(name, item, "[SOCKET, THREAD], the socket's number below " + limit);
      }
      lanes.add(new TrafficPlan.Lane(socket, item.path(1).asText()));
    }
    if (!value.isArray()) {
      throw refused(name, value, "a list of [SOCKET, THREAD]");
    }
    return List.copyOf(lanes);
  }

  /** The fields of an object within; empty ones when it is not there. */
  Fields object(String name) throws MalformedCommand {
    if (!has(name)) {
      return new Fields(JSON.createObjectNode());
    }
    JsonNode value = value(name);
    if (!value.isObject()) {
      throw refused(name, value, "a JSON object");
    }
    return new Fields(value);
  }

  /** Refuses what nobody asked for: a misspelt name would otherwise be a default in silence. */
  void noneLeft() throws MalformedCommand {
    for (String name : (Iterable<String>) object::fieldNames) {
      if (!known.contains(name)) {
        throw new MalformedCommand(
            name + ": unknown (expected: one of " + String.join(", ", known) + ")");
      }
    }
  }

  private JsonNode value(String name) {
    known.add(name);
    return object.path(name);
  }

  private static MalformedCommand refused(String name, JsonNode value, String expected) {
    String shown = value.isMissingNode() ? "missing" : value.toString();
    String shortened = shown.length() <= 100 ? shown : shown.substring(0, 100) + "...";
    return new MalformedCommand(name + ": " + shortened + " (expected: " + expected + ")");
  }
}
