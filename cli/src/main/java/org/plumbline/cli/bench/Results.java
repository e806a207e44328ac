package org.plumbline.cli.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** JMH's own JSON: a list of benchmarks, each with its primary metric. */
public final class Results {
  /** The name of the file in the folder of a run. */
  public static final String FILE = "benchmarks.json";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;

  private Results(Path file) {
    this.file = file;
  }

  /**
   * Reads the scores, in the order of the file.
   *
   * @throws MalformedResults when the file is no such list, or one of its fields is not as expected
   * @throws UncheckedIOException when it cannot be read
   */
  public static List<Score> read(Path file) throws MalformedResults {
    return new Results(file).scores();
  }

  /**
   * Reads what benchmarks say that take turns; most take none.
   *
   * @throws MalformedResults as {@link #read}
   */
  static List<Turns> turns(Path file) throws MalformedResults {
    Results results = new Results(file);
    List<Turns> turns = new ArrayList<>();
    int number = 0;
    for (JsonNode benchmark : results.list()) {
      String at = "[" + number++ + "]";
      JsonNode metrics = benchmark.path("secondaryMetrics");
      if (metrics.has("plainNanos") && metrics.has("proxiedNanos")) {
        turns.add(
            Turns.of(
                name(results.text(benchmark, "benchmark", at), benchmark.path("params")),
                results.above0(metrics, "bytes"),
                results.above0(metrics, "plainNanos"),
                results.above0(metrics, "proxiedNanos")));
      }
    }
    return List.copyOf(turns);
  }

  private double above0(JsonNode metrics, String name) throws MalformedResults {
    JsonNode score = metrics.path(name).path("score");
    if (!score.isNumber() || score.asDouble() <= 0) {
      throw new MalformedResults(
          file, "secondaryMetrics." + name + ".score: " + shown(score) + " (expected: > 0)");
    }
    return score.asDouble();
  }

  private List<Score> scores() throws MalformedResults {
    List<Score> scores = new ArrayList<>();
    for (JsonNode benchmark : list()) {
      scores.add(score(benchmark, "[" + scores.size() + "]"));
    }
    return List.copyOf(scores);
  }

  private JsonNode list() throws MalformedResults {
    JsonNode list;
    try {
      list = JSON.readTree(file.toFile());
    } catch (JsonProcessingException e) {
      throw new MalformedResults(
          file, "line " + e.getLocation().getLineNr() + " (expected: JMH's results as JSON)");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
    if (!list.isArray()) {
      throw new MalformedResults(
          file, "a JSON " + kind(list) + " (expected: the list that JMH writes)");
    }
    return list;
  }

  private Score score(JsonNode benchmark, String at) throws MalformedResults {
    JsonNode metric = benchmark.path("primaryMetric");
    Double value = number(metric.path("score"), at + ".primaryMetric.score");
    if (value == null) {
      throw new MalformedResults(file, at + ".primaryMetric.score: NaN (expected: a number)");
    }
    return new Score(
        name(text(benchmark, "benchmark", at), benchmark.path("params")),
        text(benchmark, "mode", at),
        text(metric, "scoreUnit", at + ".primaryMetric"),
        value,
        number(metric.path("scoreError"), at + ".primaryMetric.scoreError"),
        benchmark.path("forks").asText()
            + " forks of "
            + benchmark.path("measurementIterations").asText()
            + " x "
            + benchmark.path("measurementTime").asText()
            + ", JVM "
            + benchmark.path("vmVersion").asText());
  }

  /** The class without its package, the method, and what it was given. */
  private static String name(String benchmark, JsonNode parameters) {
    int method = benchmark.lastIndexOf('.');
    int type = method < 0 ? -1 : benchmark.lastIndexOf('.', method - 1);
    StringBuilder name = new StringBuilder(benchmark.substring(type + 1));
    parameters
        .properties()
        .forEach(
            parameter ->
                name.append(' ')
                    .append(parameter.getKey())
                    .append('=')
                    .append(parameter.getValue().asText()));
    return name.toString();
  }

  private String text(JsonNode node, String field, String at) throws MalformedResults {
    JsonNode value = node.path(field);
    if (!value.isTextual() || value.asText().isBlank()) {
      throw new MalformedResults(
          file, at + "." + field + ": " + shown(value) + " (expected: a text)");
    }
    return value.asText();
  }

  /** JMH writes what it does not know as the text NaN. */
  private @Nullable Double number(JsonNode value, String at) throws MalformedResults {
    if (value.isTextual() && value.asText().equals("NaN")) {
      return null;
    }
    if (!value.isNumber()) {
      throw new MalformedResults(file, at + ": " + shown(value) + " (expected: a number)");
    }
    return value.asDouble();
  }

  private static String shown(JsonNode value) {
    return value.isMissingNode() ? "none" : value.toString();
  }

  private static String kind(JsonNode node) {
    return node.isMissingNode()
        ? "file without content"
        : node.getNodeType().name().toLowerCase(Locale.ROOT);
  }
}
