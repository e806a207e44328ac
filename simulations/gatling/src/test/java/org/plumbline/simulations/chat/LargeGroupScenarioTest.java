package org.plumbline.simulations.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.simulations.Scenarios;
import org.plumbline.simulations.load.LoadContext;
import org.plumbline.simulations.load.LoadFailure;
import org.plumbline.simulations.load.LoadProfile;
import org.plumbline.simulations.stub.StubMessenger;

/** Pairs beside a large group, generator process included, against a messenger in memory. */
class LargeGroupScenarioTest {

  private static final LoadProfile SHORT =
      LoadProfile.smoke()
          .withUsers(8)
          .withMessagesPerSecond(100)
          .withTimes(Duration.ofMillis(600), Duration.ofSeconds(4));

  @TempDir Path runFolder;

  @Test
  void shouldCompareSlicesWithAndWithoutTheGroupOfOneRun()
      throws LoadFailure, InterruptedException {
    try (StubMessenger messenger = new StubMessenger(2, StubMessenger.Faults.NONE)) {
      Evidence evidence =
          Scenarios.byName("large_group")
              .run(new LoadContext(messenger.nodes(), runFolder, SHORT, 11, _ -> {}));

      assertThat(evidence.id()).isEqualTo("load.large_group");
      // Ten slices of 0.2 s, each with one message to the 7 of 150 members who are connected.
      assertThat(figure(evidence, "group_sent").value()).isEqualTo(10);
      assertThat(figure(evidence, "group_acknowledged").value()).isEqualTo(10);
      assertThat(figure(evidence, "group_expected_deliveries").value()).isEqualTo(70);
      assertThat(evidence.held("group_arrived_at_connected")).isTrue();
      assertThat(evidence.held("all_acknowledged_delivered")).isTrue();
      int with = figure(evidence, "one_to_one_p99_with_group").samples();
      int without = figure(evidence, "one_to_one_p99_without_group").samples();
      assertThat(with + without).isEqualTo(figure(evidence, "delivery_p99").samples());
      Figure ratio = figure(evidence, "one_to_one_p99_ratio");
      assertThat(ratio.value()).isPositive();
      assertThat(ratio.low()).isNotNull();
    }
  }

  private static Figure figure(Evidence evidence, String name) {
    return evidence.figure(name).orElseThrow();
  }
}
