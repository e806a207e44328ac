package org.plumbline.simulations.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.simulations.Scenarios;
import org.plumbline.simulations.load.LoadContext;
import org.plumbline.simulations.load.LoadFailure;
import org.plumbline.simulations.load.LoadProfile;
import org.plumbline.simulations.stub.StubMessenger;

/** The group load, generator process included, against a messenger in memory. */
class GroupChatScenarioTest {

  /** Two groups of ten, 20 messages a second, for one second and two seconds. */
  private static final LoadProfile SHORT =
      LoadProfile.smoke()
          .withUsers(32)
          .withMessagesPerSecond(100)
          .withTimes(Duration.ofSeconds(4), Duration.ofSeconds(4));

  /** Does not wait long for what a broken messenger will never bring. */
  private static final LoadProfile IMPATIENT = SHORT.withDrainMax(Duration.ofSeconds(1));

  @TempDir Path runFolder;

  @Test
  void shouldFindEveryMessageAtAllOtherMembersWhenMessengerIsSound()
      throws LoadFailure, InterruptedException {
    try (StubMessenger messenger = new StubMessenger(2, StubMessenger.Faults.NONE)) {
      Evidence evidence = run(messenger, SHORT);

      assertThat(evidence.id()).isEqualTo("load.group_chat");
      assertThat(evidence.settings()).containsEntry("members", "10").containsEntry("threads", "2");
      assertThat(figure(evidence, "sent")).isBetween(15.0, 75.0);
      assertThat(figure(evidence, "acknowledged")).isEqualTo(figure(evidence, "sent"));
      assertThat(figure(evidence, "expected_deliveries")).isEqualTo(9 * figure(evidence, "sent"));
      assertThat(figure(evidence, "delivered")).isEqualTo(9 * figure(evidence, "sent"));
      assertThat(figure(evidence, "delivered_receipts")).isEqualTo(figure(evidence, "sent"));
      assertThat(figure(evidence, "cross_node_share")).isBetween(0.5, 0.6);
      assertThat(figure(evidence, "devices_per_user")).isEqualTo(1);
      assertThat(figure(evidence, "gaps")).isZero();
      assertThat(figure(evidence, "unexpected")).isZero();
      assertThat(evidence.held("all_acknowledged_delivered")).isTrue();
      assertThat(evidence.held("no_duplicate")).isTrue();
      assertThat(evidence.held("in_order")).isTrue();
      assertThat(evidence.files())
          .contains("latency/group_chat.delivery.hlog")
          .allSatisfy(file -> assertThat(runFolder.resolve(file)).exists());
    }
  }

  @Test
  void shouldSayWhatBrokeWhenMessengerDropsRepeatsAndSwaps()
      throws LoadFailure, InterruptedException {
    try (StubMessenger messenger =
        new StubMessenger(2, new StubMessenger.Faults(50, 30, 17, true))) {
      Evidence evidence = run(messenger, IMPATIENT);

      assertThat(outcome(evidence, "all_acknowledged_delivered"))
          .isIn(Outcome.BROKEN, Outcome.UNKNOWN);
      assertThat(outcome(evidence, "no_duplicate")).isEqualTo(Outcome.BROKEN);
      assertThat(outcome(evidence, "in_order")).isEqualTo(Outcome.BROKEN);
      assertThat(figure(evidence, "delivered")).isLessThan(figure(evidence, "expected_deliveries"));
    }
  }

  private Evidence run(StubMessenger messenger, LoadProfile profile)
      throws LoadFailure, InterruptedException {
    return Scenarios.byName("group_chat")
        .run(new LoadContext(messenger.nodes(), runFolder, profile, 11, _ -> {}));
  }

  private static double figure(Evidence evidence, String name) {
    return evidence.figure(name).orElseThrow().value();
  }

  private static Outcome outcome(Evidence evidence, String id) {
    return evidence.finding(id).orElseThrow().outcome();
  }
}
