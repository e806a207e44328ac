package org.plumbline.chaos.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.EvidenceFolder;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.compose.Environment;
import org.plumbline.compose.EnvironmentFailure;
import org.plumbline.compose.EnvironmentPlan;

/**
 * The drills that need nodes of their own settings, on the real servers and in their smallest size.
 * The others are part of the smoke check, which {@code CheckIT} runs.
 */
class DrillsIT {

  private static final Path HOME =
      Path.of(Objects.requireNonNull(System.getProperty("plumb.home"), "plumb.home is not set"));

  /** How fast it was depends on who else uses this machine. */
  private static final Set<String> OF_SPEED =
      Set.of("control_held", "steady_during_fault", "recovered_in_time");

  private static Environment environment = start();

  @TempDir private static Path runFolder;

  private static Environment start() {
    try {
      return Environment.start(
          EnvironmentPlan.standard(HOME).withProxied(true), System.err::println);
    } catch (EnvironmentFailure e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeAll
  static void announce() {
    assertThat(environment.nodes()).hasSize(2);
  }

  @AfterAll
  static void stop() {
    environment.close();
  }

  private static Evidence run(String name) throws Exception {
    List<String> steps = new ArrayList<>();
    long started = System.nanoTime();
    Evidence evidence =
        Drills.byName(name)
            .run(
                DrillContext.of(
                    environment, runFolder, 11, DrillProfile.byName("smoke"), steps::add));
    new EvidenceFolder(runFolder).write(evidence);
    System.err.println(
        name + " took " + (System.nanoTime() - started) / 1_000_000 + " ms\n  " + steps);
    evidence.figures().forEach((key, figure) -> System.err.println("  " + key + " " + figure));
    evidence.findings().forEach(finding -> System.err.println("  " + finding));
    evidence.notes().forEach(note -> System.err.println("  " + note));
    return evidence;
  }

  private static List<Finding> notHeld(Evidence evidence) {
    return evidence.findings().stream()
        .filter(finding -> !OF_SPEED.contains(finding.id()))
        .filter(finding -> finding.outcome() != Outcome.HELD)
        .toList();
  }

  @Test
  void shouldSayWhatAnEarlyAcknowledgementLoses() throws Exception {
    environment.restartNodes(true, Drills.byName("kill-chat-node-on-receive").nodeSettings());
    Evidence evidence = run("kill-chat-node-on-receive");
    assertThat(evidence.finding("no_acknowledged_loss"))
        .hasValueSatisfying(
            finding -> {
              assertThat(finding.outcome()).isEqualTo(Outcome.BROKEN);
              assertThat(finding.witnesses()).isNotEmpty();
            });
    assertThat(evidence.figure("acknowledged_lost"))
        .hasValueSatisfying(figure -> assertThat(figure.value()).isPositive());
    assertThat(evidence.held("fault_was_active")).isTrue();
  }

  @Test
  void shouldKeepTheHistoryWholeWhenAStoreIsAdded() throws Exception {
    environment.restartNodes(true, Drills.byName("add-store").nodeSettings());
    Evidence evidence = run("add-store");
    assertThat(notHeld(evidence)).isEmpty();
    assertThat(evidence.held("one_nth_of_the_shards_moved")).isTrue();
    assertThat(evidence.held("history_whole_while_moving")).isTrue();
  }
}
