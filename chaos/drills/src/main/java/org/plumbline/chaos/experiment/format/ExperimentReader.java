package org.plumbline.chaos.experiment.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads experiments, YAML or JSON, and says all that is wrong with one. */
public final class ExperimentReader {

  private static final Set<String> FIELDS =
      Set.of(
          "title",
          "version",
          "description",
          "tags",
          "contributions",
          "configuration",
          "secrets",
          "steady-state-hypothesis",
          "method",
          "rollbacks",
          "controls",
          "extensions",
          "runtime");
  private static final Set<String> WEIGHTS = Set.of("high", "medium", "low", "none");
  private static final double FREQUENCY_SECONDS = 1;
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final ObjectMapper YAML =
      YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final Map<String, Signature> activities;
  private final Programs programs;
  private final Map<String, Consumer<Place>> extensions;

  /**
   * A reader.
   *
   * @param activities our own ones by name; none where no drill is around the experiment
   * @param programs where processes are found; its environment also gives configuration and secrets
   */
  public ExperimentReader(Map<String, Signature> activities, Programs programs) {
    this(activities, programs, Map.of());
  }

  private ExperimentReader(
      Map<String, Signature> activities,
      Programs programs,
      Map<String, Consumer<Place>> extensions) {
    this.activities = new TreeMap<>(activities);
    this.programs = programs;
    this.extensions = Map.copyOf(extensions);
  }

  /** The same, which has the extension of that name checked along with all the rest. */
  public ExperimentReader checking(String extension, Consumer<Place> check) {
    return new ExperimentReader(activities, programs, Map.of(extension, check));
  }

  /**
   * Reads a file: JSON when its name ends so, else YAML.
   *
   * @throws InvalidExperiment with all that is wrong with it
   */
  public Experiment read(Path file) throws InvalidExperiment {
    String name = file.toString();
    try {
      return read(name, Files.readString(file));
    } catch (IOException e) {
      throw new InvalidExperiment(
          name, List.of("file: cannot be read (expected: an experiment in YAML or JSON); " + e));
    }
  }

  /** The same of a text; the name is for messages, and says by its end whether it is JSON. */
  public Experiment read(String name, String text) throws InvalidExperiment {
    JsonNode root = parsed(name, text);
    List<String> problems = new ArrayList<>();
    Place file = Place.root(root, problems);
    if (!(root instanceof ObjectNode source)) {
      file.problem("an experiment: an object with title, description and method");
      throw new InvalidExperiment(name, problems);
    }
    Experiment experiment = experiment(file, source);
    if (!problems.isEmpty()) {
      throw new InvalidExperiment(name, problems);
    }
    return experiment;
  }

  private static JsonNode parsed(String name, String text) throws InvalidExperiment {
    boolean json = name.toLowerCase(Locale.ROOT).endsWith(".json");
    try {
      return (json ? JSON : YAML).readTree(text);
    } catch (JsonProcessingException e) {
      String where =
          e.getLocation() == null
              ? ""
              : "line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr();
      throw new InvalidExperiment(
          name,
          List.of(
              where
                  + ": "
                  + e.getOriginalMessage().lines().findFirst().orElse("")
                  + " (expected: "
                  + (json ? "JSON" : "YAML")
                  + ")"));
    }
  }

  private Experiment experiment(Place file, ObjectNode source) {
    file.onlyFields(FIELDS);
    Place secrets = file.at("secrets");
    Values values = new ValueReader(programs.environment()).read(file.at("configuration"), secrets);
    ActivityReader reader =
        new ActivityReader(new Reading(values, secrets.fields(), activities, programs));
    Place method = file.at("method");
    Place rollbacks = file.at("rollbacks");
    Place normal = file.at("steady-state-hypothesis");
    reader.declare(normal.at("probes"), method, rollbacks);
    Controls.refuse(file.at("controls"));
    if (!method.isGiven()) {
      method.problem("a list of activities, which may be empty");
    } else {
      method.isListIfGiven();
    }
    rollbacks.isListIfGiven();
    return new Experiment(
        values.inText(file.at("title").text("a title")),
        file.at("description").text("a description"),
        file.at("tags").texts("a tag"),
        file.at("contributions").choices(WEIGHTS),
        values,
        hypothesis(normal, reader),
        reader.activities(method),
        reader.activities(rollbacks),
        strategies(file.at("runtime")),
        extensions(file.at("extensions")),
        source);
  }

  private static @Nullable Hypothesis hypothesis(Place place, ActivityReader reader) {
    if (!place.isGiven() || !place.isObject()) {
      return null;
    }
    place.onlyFields(Set.of("title", "probes", "controls", "description"));
    Controls.refuse(place.at("controls"));
    place.at("probes").isListIfGiven();
    return new Hypothesis(place.at("title").text("a title"), reader.probes(place.at("probes")));
  }

  private List<ObjectNode> extensions(Place place) {
    List<ObjectNode> found = new ArrayList<>();
    if (place.isListIfGiven()) {
      for (Place each : place.elements()) {
        if (each.isObject()) {
          String name = each.at("name").text("a name");
          extensions.getOrDefault(name, nobody -> {}).accept(each);
          found.add(each.objectOrEmpty());
        }
      }
    }
    return found;
  }

  private static Strategies strategies(Place place) {
    place.objectOrEmpty();
    place.onlyFields(Set.of("hypothesis", "rollbacks"));
    Place hypothesis = place.at("hypothesis");
    hypothesis.onlyFields(Set.of("strategy", "frequency", "fail_fast"));
    place.at("rollbacks").onlyFields(Set.of("strategy"));
    String hold = hypothesis.at("strategy").oneOf("default", holds());
    String undo = place.at("rollbacks").at("strategy").oneOf("default", undos());
    double frequency =
        hypothesis.at("frequency").positiveOr(FREQUENCY_SECONDS, "seconds between two looks");
    return new Strategies(
        Arrays.stream(Strategies.Hold.values())
            .filter(each -> each.word().equals(hold))
            .findFirst()
            .orElseThrow(),
        Arrays.stream(Strategies.Undo.values())
            .filter(each -> each.word().equals(undo))
            .findFirst()
            .orElseThrow(),
        Duration.ofNanos((long) (frequency * 1e9)),
        hypothesis.at("fail_fast").flagOr(false));
  }

  private static Set<String> holds() {
    return Arrays.stream(Strategies.Hold.values())
        .map(Strategies.Hold::word)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Set<String> undos() {
    return Arrays.stream(Strategies.Undo.values())
        .map(Strategies.Undo::word)
        .collect(Collectors.toUnmodifiableSet());
  }
}
