package org.plumbline.chaos.drill;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.plumbline.chaos.experiment.format.Experiment;
import org.plumbline.chaos.experiment.format.ExperimentReader;
import org.plumbline.chaos.experiment.format.InvalidExperiment;
import org.plumbline.chaos.experiment.format.Programs;
import org.plumbline.chaos.experiment.format.Provider;

/** The drills that there are: a file each, in {@code src/main/resources/drills}. */
public final class Drills {

  private static final List<String> NAMES =
      List.of(
          "no-fault",
          "kill-chat-node",
          "redis-down-at-connect",
          "kafka-reply-lost",
          "kill-chat-node-on-receive",
          "add-store",
          "flaky-client-network",
          "connections-cut",
          "half-dead-clients",
          "slow-close",
          "redis-returns-empty",
          "redis-slow",
          "redis-flapping",
          "cassandra-down",
          "cassandra-slow",
          "kafka-down",
          "poison-records",
          "slow-consumer",
          "worker-rebalance",
          "accounts-down",
          "object-store-down",
          "push-providers-down",
          "disk-full",
          "cold-cache-crowd",
          "node-link-one-way",
          "node-paused",
          "node-drained",
          "duplicate-node-number",
          "kill-kafka",
          "kill-cassandra",
          "kill-redis",
          "clock-step-back",
          "clock-step-ahead",
          "kill-chat-node-on-store",
          "kill-chat-node-direct",
          "kill-chat-node-async-session");
  private static final List<Drill> ALL = NAMES.stream().map(Drills::ofResource).toList();

  private Drills() {}

  /** All of them, the control first. */
  public static List<Drill> all() {
    return ALL;
  }

  /** Their names, the control first. */
  public static List<String> names() {
    return NAMES;
  }

  /** The drill of that name, with dashes or underscores. */
  public static Drill byName(String name) {
    String wanted = name.replace('_', '-');
    return ALL.stream()
        .filter(each -> each.name().equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "drill: " + name + " (expected: one of " + names() + ")"));
  }

  /** What reads a file that may be a drill: with our activities and our extension. */
  public static ExperimentReader reader(Programs programs) {
    return new ExperimentReader(SceneActivities.known(), programs)
        .checking(Provider.Own.TYPE, Plan::read);
  }

  /** The drill of that experiment; its name is the file's unless it says one. */
  public static Drill of(Path file, Experiment experiment) {
    String fileName = file.getFileName().toString();
    int dot = fileName.lastIndexOf('.');
    return of(dot > 0 ? fileName.substring(0, dot) : fileName, experiment);
  }

  private static Drill of(String fileName, Experiment experiment) {
    Plan plan = Plan.of(experiment);
    String name = (plan.drill().isEmpty() ? fileName : plan.drill()).toLowerCase(Locale.ROOT);
    return new Drill(name.replaceAll("[^a-z0-9]+", "-"), experiment, plan);
  }

  private static Drill ofResource(String name) {
    String resource = "/drills/" + name + ".yaml";
    try (@Nullable InputStream in = Drills.class.getResourceAsStream(resource)) {
      String text =
          new String(Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
      Programs programs = new Programs(Path.of(""), Map.of());
      return of(name, reader(programs).read(resource, text));
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    } catch (InvalidExperiment e) {
      throw new IllegalStateException(e);
    }
  }
}
