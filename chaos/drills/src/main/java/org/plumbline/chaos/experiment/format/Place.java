package org.plumbline.chaos.experiment.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A value and where it stands in the file. What is not as it should be is noted with its path, and
 * reading goes on, so that one look at a file finds all its faults.
 */
public final class Place {

  private static final int SHOWN_MAX = 80;

  private final String path;
  private final JsonNode node;
  private final List<String> problems;

  private Place(String path, JsonNode node, List<String> problems) {
    this.path = path;
    this.node = node;
    this.problems = problems;
  }

  /** A whole file or part of one; problems are added to the list. */
  public static Place root(JsonNode node, List<String> problems) {
    return new Place("", node, problems);
  }

  /** A field of it, which may be missing. */
  public Place at(String field) {
    return new Place(path.isEmpty() ? field : path + "." + field, node.path(field), problems);
  }

  /** The elements of a list, none when it is no list. */
  public List<Place> elements() {
    List<Place> elements = new ArrayList<>();
    for (int index = 0; node.isArray() && index < node.size(); index++) {
      elements.add(new Place(path + "[" + index + "]", node.get(index), problems));
    }
    return elements;
  }

  /** The names of its fields. */
  public List<String> fields() {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** The value; a missing node where there is none. */
  public JsonNode node() {
    return node;
  }

  /** Whether there is a value, which {@code null} is not. */
  public boolean isGiven() {
    return !node.isMissingNode() && !node.isNull();
  }

  /** Notes that something else was expected here. */
  public void problem(String expected) {
    problems.add(
        (path.isEmpty() ? "file" : path) + ": " + shown() + " (expected: " + expected + ")");
  }

  private String shown() {
    if (node.isMissingNode()) {
      return "missing";
    }
    String text = node.toString();
    return text.length() <= SHOWN_MAX ? text : text.substring(0, SHOWN_MAX) + "…";
  }

  /** A text that is not blank; empty, with a problem noted, when it is none. */
  public String text(String expected) {
    if (node.isTextual() && !node.textValue().isBlank()) {
      return node.textValue();
    }
    problem(expected);
    return "";
  }

  /** The same, which may be left out. */
  public String textOr(String otherwise, String expected) {
    return isGiven() ? text(expected) : otherwise;
  }

  /** True or false, or what stands for nothing. */
  public boolean flagOr(boolean otherwise) {
    if (isGiven() && !node.isBoolean()) {
      problem("true or false");
    }
    return node.isBoolean() ? node.booleanValue() : otherwise;
  }

  /** One of these texts. */
  public String oneOf(String otherwise, Set<String> allowed) {
    if (!isGiven()) {
      return otherwise;
    }
    if (node.isTextual() && allowed.contains(node.textValue())) {
      return node.textValue();
    }
    problem("one of " + String.join(", ", allowed.stream().sorted().toList()));
    return otherwise;
  }

  /** A number above 0, or what stands for nothing. */
  public double positiveOr(double otherwise, String expected) {
    if (!isGiven()) {
      return otherwise;
    }
    if (node.isNumber() && node.doubleValue() > 0) {
      return node.doubleValue();
    }
    problem(expected);
    return otherwise;
  }

  /** An object, an empty one when there is none. */
  public ObjectNode objectOrEmpty() {
    if (node instanceof ObjectNode object) {
      return object;
    }
    if (isGiven()) {
      problem("an object");
    }
    return JsonNodeFactory.instance.objectNode();
  }

  /** Whether it is an object; a problem when it is not. */
  public boolean isObject() {
    if (!node.isObject()) {
      problem("an object");
    }
    return node.isObject();
  }

  /** Whether it is a list; a problem when something else is given. */
  public boolean isListIfGiven() {
    if (isGiven() && !node.isArray()) {
      problem("a list");
    }
    return node.isArray();
  }

  /** All texts of a list; problems for what is none. */
  public List<String> texts(String expected) {
    List<String> texts = new ArrayList<>();
    if (isListIfGiven()) {
      elements().forEach(each -> texts.add(each.text(expected)));
    }
    return texts;
  }

  /** Texts by name, each one of the allowed ones. */
  public SortedMap<String, String> choices(Set<String> allowed) {
    SortedMap<String, String> choices = new TreeMap<>();
    objectOrEmpty()
        .fieldNames()
        .forEachRemaining(name -> choices.put(name, at(name).oneOf("", allowed)));
    return choices;
  }

  /** Fields that nobody reads would be silently without effect. */
  public void onlyFields(Set<String> known) {
    for (String field : fields()) {
      if (!known.contains(field)) {
        at(field)
            .problem(
                "no such field; there are " + String.join(", ", known.stream().sorted().toList()));
      }
    }
  }
}
