package org.plumbline.chaos.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.chaos.experiment.format.Experiment;
import org.plumbline.chaos.experiment.format.ExperimentReader;
import org.plumbline.chaos.experiment.format.Programs;
import org.plumbline.chaos.experiment.format.Signature;
import org.plumbline.chaos.experiment.provider.Activities;
import org.plumbline.chaos.experiment.provider.ActivityFailed;

class ExperimentRunTest {

  private static final Programs PROGRAMS =
      new Programs(Path.of("/"), Map.of("PATH", "/usr/bin:/bin"));
  private static final long BOUND_SECONDS = 30;

  /** A thing that is well until it is broken, and what was done to it. */
  private static final class Thing implements Activities {
    final List<String> done = Collections.synchronizedList(new ArrayList<>());
    final AtomicBoolean well = new AtomicBoolean(true);
    final AtomicInteger looks = new AtomicInteger();
    final CountDownLatch released = new CountDownLatch(1);
    final CountDownLatch waiting = new CountDownLatch(1);

    @Override
    public Map<String, Signature> signatures() {
      return Map.of(
          "is_well", Signature.probe("is_well", ""),
          "looks", Signature.probe("looks", ""),
          "spoil", Signature.action("spoil", ""),
          "mend", Signature.action("mend", ""),
          "fail", Signature.action("fail", ""),
          "wait_for_release", Signature.action("wait_for_release", ""),
          "release", Signature.action("release", ""),
          "seen_broken", Signature.action("seen_broken", ""));
    }

    @Override
    public JsonNode perform(String name, ObjectNode arguments)
        throws ActivityFailed, InterruptedException {
      done.add(name);
      switch (name) {
        case "is_well" -> {
          looks.incrementAndGet();
          return BooleanNode.valueOf(well.get());
        }
        case "looks" -> {
          return IntNode.valueOf(looks.get());
        }
        case "spoil" -> well.set(false);
        case "mend" -> well.set(true);
        case "fail" -> throw new ActivityFailed("it would not");
        case "wait_for_release" -> {
          waiting.countDown();
          if (!released.await(BOUND_SECONDS, TimeUnit.SECONDS)) {
            throw new ActivityFailed("nobody came");
          }
        }
        case "release" -> released.countDown();
        case "seen_broken" -> awaitALookAfterThis();
        default -> throw new ActivityFailed("unknown: " + name);
      }
      return NullNode.getInstance();
    }

    private void awaitALookAfterThis() {
      int before = looks.get();
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(BOUND_SECONDS);
      while (looks.get() < before + 2 && System.nanoTime() < end) {
        LockSupport.parkNanos(1_000_000);
      }
    }
  }

  private final Thing thing = new Thing();
  private final List<String> said = Collections.synchronizedList(new ArrayList<>());
  private final List<Duration> paused = Collections.synchronizedList(new ArrayList<>());

  @TempDir private Path folder;

  private static String activity(String func) {
    return "{type: action, name: %s, provider: {type: plumbline, func: %s}}".formatted(func, func);
  }

  private static String experiment(String strategies, String... method) {
    StringBuilder activities = new StringBuilder();
    for (String each : method) {
      activities.append("  - ").append(each.startsWith("{") ? each : activity(each)).append('\n');
    }
    return """
    title: t
    description: d
    steady-state-hypothesis:
      title: it is well
      probes:
        - {type: probe, name: well, tolerance: true, provider: {type: plumbline, func: is_well}}
    runtime: %s
    method:
    %s
    rollbacks:
      - {type: action, name: mend, provider: {type: plumbline, func: mend}}
    """
        .formatted(strategies, activities);
  }

  private Journal run(String yaml) throws Exception {
    Experiment experiment = new ExperimentReader(thing.signatures(), PROGRAMS).read("t.yaml", yaml);
    return new ExperimentRun(
            experiment,
            new Surroundings(
                PROGRAMS, Optional.empty(), thing, InstantSource.system(), paused::add, said::add))
        .run();
  }

  @Test
  void shouldHoldTheHypothesisBeforeAndAfterAndRollBack() throws Exception {
    Journal journal = run(experiment("{}", "spoil"));

    assertThat(thing.done).containsExactly("is_well", "spoil", "is_well", "mend");
    assertThat(journal.status()).isEqualTo(Status.COMPLETED);
    assertThat(journal.deviated()).isTrue();
    assertThat(said).contains("hypothesis after: not met: well gave false", "ended: deviated");
  }

  @Test
  void shouldNotBeginTheMethodWhenTheHypothesisIsNotMet() throws Exception {
    thing.well.set(false);

    Journal journal = run(experiment("{}", "spoil"));

    assertThat(thing.done).containsExactly("is_well");
    assertThat(journal.status()).isEqualTo(Status.FAILED);
    assertThat(journal.deviated()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "default, is_well spoil is_well mend",
    "before-method-only, is_well spoil mend",
    "after-method-only, spoil is_well mend"
  })
  void shouldLookWhenTheStrategySays(String strategy, String expected) throws Exception {
    run(experiment("{hypothesis: {strategy: " + strategy + "}}", "spoil"));

    assertThat(String.join(" ", thing.done)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "always, spoil, true",
    "never, spoil, false",
    "deviated, spoil, true",
    "deviated, looks, false"
  })
  void shouldRollBackWhenTheStrategySays(String strategy, String method, boolean expected)
      throws Exception {
    Journal journal = run(experiment("{rollbacks: {strategy: " + strategy + "}}", method));

    assertThat(thing.done.contains("mend")).isEqualTo(expected);
    assertThat(journal.rollbacks()).hasSize(expected ? 1 : 0);
  }

  @ParameterizedTest
  @CsvSource({"continuously", "during-method-only"})
  void shouldLookAgainAndAgainDuringTheMethod(String strategy) throws Exception {
    Journal journal =
        run(
            experiment(
                "{hypothesis: {strategy: " + strategy + ", frequency: 0.001}}",
                "spoil",
                "seen_broken",
                "mend"));

    assertThat(journal.during()).anyMatch(each -> !each.met());
    assertThat(journal.deviated()).isTrue();
    assertThat(journal.after() != null).isEqualTo(strategy.equals("continuously"));
  }

  @Test
  void shouldEndTheMethodAtTheFirstLookThatDeviatesWhenToldTo() throws Exception {
    Journal journal =
        run(
            experiment(
                "{hypothesis: {strategy: continuously, frequency: 0.001, fail_fast: true}}",
                "spoil",
                "wait_for_release",
                "fail"));

    assertThat(thing.done).doesNotContain("fail").contains("mend");
    assertThat(journal.deviated()).isTrue();
  }

  @Test
  void shouldGoOnWhileABackgroundActivityRuns() throws Exception {
    Journal journal =
        run(
            experiment(
                "{}",
                "{type: action, name: waits, background: true,"
                    + " provider: {type: plumbline, func: wait_for_release}}",
                "release"));

    assertThat(journal.status()).isEqualTo(Status.COMPLETED);
    assertThat(journal.run())
        .extracting(each -> each.activity().name())
        .containsExactlyInAnyOrder("waits", "release");
  }

  @Test
  void shouldPauseBeforeAndAfter() throws Exception {
    run(
        experiment(
            "{}",
            "{type: action, name: s, pauses: {before: 1.5, after: 2},"
                + " provider: {type: plumbline, func: spoil}}"));

    assertThat(paused).containsExactly(Duration.ofMillis(1_500), Duration.ofSeconds(2));
  }

  @Test
  void shouldGoOnAfterAFailedActivityAndSaySo() throws Exception {
    Journal journal = run(experiment("{}", "fail", "spoil"));

    assertThat(thing.done).contains("spoil");
    assertThat(journal.status()).isEqualTo(Status.FAILED);
    assertThat(journal.run().getFirst().failure()).isEqualTo("it would not");
  }

  @ParameterizedTest
  @CsvSource({"always, true", "default, false"})
  void shouldEndAtOnceWhenInterrupted(String strategy, boolean rolledBack) throws Exception {
    AtomicReference<Journal> journal = new AtomicReference<>();
    String yaml =
        experiment("{rollbacks: {strategy: " + strategy + "}}", "wait_for_release", "spoil");
    Thread runner =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    journal.set(run(yaml));
                  } catch (Exception e) {
                    throw new IllegalStateException(e);
                  }
                });
    assertThat(thing.waiting.await(BOUND_SECONDS, TimeUnit.SECONDS)).isTrue();

    runner.interrupt();

    assertThat(runner.join(Duration.ofSeconds(BOUND_SECONDS))).isTrue();
    assertThat(journal.get().status()).isEqualTo(Status.INTERRUPTED);
    assertThat(thing.done).doesNotContain("spoil");
    assertThat(thing.done.contains("mend")).isEqualTo(rolledBack);
  }

  @Test
  void shouldWriteTheJournalInChaosToolkitsFormat() throws Exception {
    Journal journal = run(experiment("{}", "spoil", "fail"));

    journal.write(folder.resolve("deep").resolve(Journal.FILE));

    JsonNode json =
        new ObjectMapper().readTree(Files.readString(folder.resolve("deep/journal.json")));
    assertThat(json.properties())
        .extracting(Map.Entry::getKey)
        .contains(
            "experiment",
            "status",
            "deviated",
            "start",
            "end",
            "duration",
            "steady_states",
            "run",
            "rollbacks");
    assertThat(json.path("experiment").path("title").asText()).isEqualTo("t");
    assertThat(json.at("/steady_states/before/steady_state_met").booleanValue()).isTrue();
    assertThat(json.at("/steady_states/after/probes/0/tolerance_met").booleanValue()).isFalse();
    assertThat(json.at("/steady_states/during").isArray()).isTrue();
    assertThat(json.at("/run/0/status").asText()).isEqualTo("succeeded");
    assertThat(json.at("/run/1/status").asText()).isEqualTo("failed");
    assertThat(json.at("/run/1/exception/0").asText()).isEqualTo("it would not");
    assertThat(json.at("/rollbacks/0/activity/name").asText()).isEqualTo("mend");
    assertThat(json.path("duration").isNumber()).isTrue();
  }
}
