package org.plumbline.simulations.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.plumbline.simulations.load.LoadProfile;

class IdlePlanTest {

  @Test
  void shouldFillNodesInStepsOfFiveThousandAtMost() {
    IdlePlan full = IdlePlan.of(LoadProfile.full(), 6);

    assertThat(full.each() * 6).isBetween(100_000, 100_006);
    assertThat(full.steps().getLast()).isEqualTo(full.each());
    assertThat(full.step()).isLessThanOrEqualTo(5_000);
    assertThat(full.measuredNodes()).isEqualTo(6);
    assertThat(full.hold().toMinutes()).isEqualTo(5);
  }

  @Test
  void shouldReadSoOftenThatASlopeHasAnInterval() {
    for (LoadProfile profile : List.of(LoadProfile.quick(), LoadProfile.full())) {
      IdlePlan plan = IdlePlan.of(profile, 2);

      assertThat(plan.steps().size() * plan.measuredNodes() - plan.measuredNodes() - 1)
          .as("degrees of freedom")
          .isPositive();
      assertThat(plan.steps()).isSorted().doesNotHaveDuplicates();
      assertThat(plan.first()).isLessThanOrEqualTo(plan.steps().getFirst());
    }
  }

  @Test
  void shouldHaveSeatsForItsPairs() {
    for (LoadProfile profile :
        List.of(LoadProfile.smoke(), LoadProfile.quick(), LoadProfile.full())) {
      IdlePlan plan = IdlePlan.of(profile, 3);

      assertThat(2 * plan.pairsPerNode()).isLessThanOrEqualTo(plan.each());
    }
  }
}
