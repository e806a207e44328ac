package org.plumbline.simulations.crowd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.simulations.measure.GeneratorMeter;
import org.plumbline.simulations.measure.Percentiles;
import org.plumbline.swarm.Backoff;
import org.plumbline.swarm.Comings;
import org.plumbline.swarm.SwarmReport;
import org.plumbline.swarm.TrafficReport;

/** 1,000 stood; the node that died had 400 of them. A slot is a tenth of a second. */
class HerdTest {
  private static final int DEAD = 400;

  /** In the catalogue: 100,000 devices over 60 s are 1,667 attempts a second, and 204 above. */
  @Test
  void shouldBoundTheBusiestSecondByTheSpreadOfTheFirstTries() {
    HerdStrategy minute =
        new HerdStrategy("minute", Backoff.immediate(), Optional.of(Duration.ofMinutes(1)));
    assertThat(minute.attemptsPerSecondMax(100_000, 0))
        .hasValueSatisfying(max -> assertThat(max).isCloseTo(1_667 + 204, within(1.0)));
    assertThat(minute.attemptsPerSecondMax(100_000, 70))
        .hasValueSatisfying(max -> assertThat(max).isCloseTo(1_667 + 204 + 70, within(1.0)));
    HerdStrategy none = new HerdStrategy("none", Backoff.immediate(), Optional.empty());
    assertThat(none.attemptsPerSecondMax(100_000, 0)).isEmpty();
  }

  @Test
  void shouldCompareEveryRuleOfTheClaimInTheFullProfile() {
    assertThat(HerdStrategy.of("full"))
        .extracting(HerdStrategy::name)
        .containsExactly(
            "fixed_1_s", "unjittered", "equal_jitter", "full_jitter", "spread_30_s", "client");
    for (String profile : List.of("smoke", "quick", "full")) {
      assertThat(HerdStrategy.of(profile).getLast()).isEqualTo(HerdStrategy.CLIENT);
    }
  }

  /** In as many slots the same number of attempts, each of which succeeds. */
  private static HerdRound round(HerdStrategy strategy, int slots) {
    List<Long> each = Collections.nCopies(slots, (long) DEAD / slots);
    List<Long> ended = new ArrayList<>(Collections.nCopies(slots, 0L));
    ended.set(0, (long) DEAD);
    Comings timeline = new Comings(Reports.SLOT, 1_000, each, each, ended);
    TrafficReport traffic = Reports.traffic(90, 0, 0, 90, 90);
    SwarmReport report =
        Reports.report(1_000, 1_000, 1_400, DEAD, 0, 1, 1, Reports.none(), timeline, traffic);
    ReconnectPlan plan =
        new ReconnectPlan(DEAD, 20, 1, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(40));
    SwarmUse use =
        new SwarmUse(new GeneratorMeter.Use(1, 1, 1), new Percentiles(List.of()), report.cost());
    return new HerdRound(strategy, plan, new NodeDeath.Storm(report, traffic, use));
  }

  @Test
  void shouldCountWhatTheSurvivorsSaw() {
    HerdRound spread = round(HerdStrategy.CLIENT, 50);
    assertThat(spread.attempts()).isEqualTo(DEAD);
    assertThat(spread.attemptsPerSecond()).isEqualTo(80);
    assertThat(spread.openedPerSecond()).isEqualTo(80);
    assertThat(spread.backAfter()).contains(Duration.ofSeconds(5));
    assertThat(spread.line()).startsWith("client,400,80,80,0,5.0,");
    assertThat(HerdRound.HEADER.split(",", -1)).hasSameSizeAs(spread.line().split(",", -1));
  }

  @Test
  void shouldHoldTheClientToItsSpreadAndTheOthersToNothing() {
    HerdRound herd = round(HerdStrategy.of("quick").getFirst(), 1);
    assertThat(ThunderingHerdScenario.findings(List.of(herd))).isEmpty();
    assertThat(ThunderingHerdScenario.findings(List.of(herd, round(HerdStrategy.CLIENT, 50))))
        .hasSize(3)
        .allSatisfy(finding -> assertThat(finding.outcome()).isEqualTo(Outcome.HELD));
    assertThat(ThunderingHerdScenario.findings(List.of(round(HerdStrategy.CLIENT, 1))))
        .filteredOn(finding -> finding.outcome() == Outcome.BROKEN)
        .extracting(Finding::id)
        .containsExactly("attempts_spread_over_the_window");
  }
}
