package org.plumbline.capacity.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScenarioTest {
  private static final World WORLD = World.documents();
  private static final double MESSAGES_A_DAY = 20e9;
  private static final double HOURS = 24;

  /** Row N-19 of the ledger: all servers replaced within a day, with 500 million connections. */
  private static final double LEDGER_RECONNECTS = 5_787;

  @Test
  void shouldWriteAsManyMessagesADayAsTheDocumentsSay() {
    SimulationResult day = new DayScenario().run(WORLD, 1);
    Reading messages = day.reading("all", "messages a day");
    assertThat(messages.value().value()).isCloseTo(MESSAGES_A_DAY, withinPercentage(2.0));
    assertThat(messages.value().width()).isPositive().isLessThan(0.05 * MESSAGES_A_DAY);
    double all = day.reading("all", "busiest hour by mean").value().value();
    double local = day.reading("asia_east", "busiest hour by mean").value().value();
    assertThat(all).isGreaterThan(1).isLessThan(local);
    assertThat(day.reading("all", "online, busiest hour, share of users").value().value())
        .isCloseTo(WORLD.onlineShareAtPeak(), withinPercentage(5.0));
    assertThat(day.reading("presence to friends in view", "told a second, busiest hour").value())
        .satisfies(
            told ->
                assertThat(told.value())
                    .isLessThan(
                        day.reading("presence to all friends", "told a second, busiest hour")
                            .value()
                            .value()));
    assertThat(day.details()).hasSize(2 * (int) HOURS * WORLD.regions().size());
  }

  @Test
  void shouldGiveTheSameFromTheSameSeed() {
    SimulationResult first = new DeployScenario().run(WORLD, 5);
    assertThat(new DeployScenario().run(WORLD, 5)).isEqualTo(first);
    assertThat(new DeployScenario().run(WORLD, 6).readings()).isNotEqualTo(first.readings());
  }

  @Test
  void shouldReturnAsOftenADayAsTheLedgerSaysWhenAllServersAreReplaced() {
    World all =
        new World(500e6, 40, 2.1, 1, 100, 12, 30, 50_000, 500, 3, List.of(new Region("all", 1, 0)));
    Reading seen = new DeployScenario().run(all, 2).reading("within 24 h", "reconnects a second");
    assertThat(seen.value().value()).isCloseTo(LEDGER_RECONNECTS, withinPercentage(3.0));
  }

  @Test
  void shouldWaitAsPollaczekAndKhinchineSay() {
    SimulationResult result = new HotGroupScenario().run(WORLD, 3);
    for (int rate : new int[] {0, 1, 5}) {
      String subject = "same lane, " + rate + " group messages/s";
      Reading mean = result.reading(subject, "wait of 1:1, mean");
      double expected = result.reading(subject, "by formula: mean").value().value();
      assertThat(mean.value().value()).isCloseTo(expected, withinPercentage(10.0));
    }
    assertThat(result.reading("own lane", "wait of 1:1, p99").value().value())
        .isLessThan(
            result.reading("same lane, 5 group messages/s", "wait of 1:1, p99").value().value());
  }

  @Test
  void shouldFindAllDevicesAgainWithinAHeartbeat() {
    SimulationResult result = new DirectoryLossScenario().run(WORLD, 4);
    double lost = WORLD.users() * WORLD.onlineShareAtPeak() / 50;
    double perDevice = 20e9 / 86_400 * 2.1 / (500e6 * 0.316);
    assertThat(result.reading("with the next heartbeat", "time to 99% recorded").value().value())
        .isCloseTo(29.7, within(0.2));
    assertThat(
            result
                .reading("with the next heartbeat", "deliveries that go to the log instead")
                .value()
                .value())
        .isCloseTo(lost * perDevice * 15, withinPercentage(5.0));
  }

  @Test
  void shouldRefuseWritesOnlyWithoutAMajorityOfReplicas() {
    SimulationResult result = new StoreLossScenario().run(WORLD, 5);
    String quantity = "writes that cannot be done";
    assertThat(result.reading("1 replica, one lost", quantity).value().value())
        .isCloseTo(1.0 / 12, withinPercentage(3.0));
    assertThat(result.reading("2 replicas, one lost", quantity).value().value())
        .isCloseTo(2.0 / 12, withinPercentage(3.0));
    assertThat(result.reading("3 replicas, one lost", quantity).value().value()).isZero();
    assertThat(result.reading("3 replicas, one lost", "write, p99").value().value())
        .isGreaterThan(result.reading("3 replicas, all alive", "write, p99").value().value());
  }

  @Test
  void shouldMoveHardlyMoreThanItHasTo() {
    SimulationResult result = new ShardGrowthScenario().run(WORLD, 6);
    for (int servers : new int[] {8, 16, 32, 64}) {
      String subject = "16384 shards, " + servers + " servers";
      assertThat(result.reading(subject, "load that moved").value().value())
          .isCloseTo(1.0 / servers, withinPercentage(5.0));
      assertThat(result.reading(subject, "busiest server by mean").value().value()).isLessThan(1.1);
    }
    assertThat(result.reading("64 shards, 64 servers", "busiest server by mean").value().value())
        .isGreaterThan(1.5);
  }

  @Test
  void shouldRefuseAWorldThatCannotBe() {
    assertThatThrownBy(
            () ->
                new World(
                    -1,
                    40,
                    2.1,
                    0.3,
                    100,
                    12,
                    30,
                    50_000,
                    500,
                    3,
                    List.of(new Region("all", 1, 0))))
        .hasMessageContaining("users: -1.0 (expected: above 0)");
    assertThatThrownBy(
            () ->
                new World(
                    1,
                    40,
                    2.1,
                    0.3,
                    100,
                    12,
                    30,
                    50_000,
                    500,
                    3,
                    List.of(new Region("half", 0.5, 0))))
        .hasMessageContaining("shares add up to 0.5");
    assertThat(Scenario.named("day")).isPresent();
    assertThat(Scenario.named("night")).isEmpty();
  }
}
