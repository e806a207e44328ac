package org.plumbline.chaos.experiment.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.jayway.jsonpath.JsonPath;
import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a probe's value is held against. */
public sealed interface Tolerance {

  /** The very value. */
  record Exactly(JsonNode value) implements Tolerance {}

  /** Two values are bounds, both included; any other number of them is a choice. */
  record Sequence(List<JsonNode> values) implements Tolerance {
    public Sequence {
      values = List.copyOf(values);
    }
  }

  /** Within the bounds, both included. */
  record Range(BigDecimal low, BigDecimal high, String target) implements Tolerance {}

  /**
   * A place in the value that matches.
   *
   * @param pattern a regular expression; {@code ${name}} is still to be replaced
   * @param target the field that is looked at; empty for the value itself
   */
  record Regex(String pattern, String target) implements Tolerance {}

  /**
   * Something that the path finds.
   *
   * @param count how many values it has to find, when that is said
   * @param expect what they have to be; missing when any will do
   */
  record Path(String text, String target, OptionalInt count, JsonNode expect) implements Tolerance {
    // Chaos Toolkit's paths write a comparison with one sign, and quoted texts may hold one too.
    private static final Pattern ONE_SIGN =
        Pattern.compile("\"[^\"]*\"|'[^']*'|(?<![=!<>])=(?![=~])");

    /**
     * The path, compiled.
     *
     * @throws com.jayway.jsonpath.InvalidPathException when it is none
     */
    public static JsonPath compiled(String text) {
      return JsonPath.compile(
          ONE_SIGN
              .matcher(text)
              .replaceAll(
                  found ->
                      found.group().equals("=") ? "==" : Matcher.quoteReplacement(found.group())));
    }
  }

  /** Another probe, which is given the value as its argument {@code value} and has to succeed. */
  record ByProbe(Activity probe) implements Tolerance {}
}
