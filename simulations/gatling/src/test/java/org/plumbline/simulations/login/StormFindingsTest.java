package org.plumbline.simulations.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.client.Disconnect;
import org.plumbline.simulations.load.LoadProfile;

class StormFindingsTest {

  private static final Duration SOON = Duration.ofSeconds(2);

  private final List<StormLedger.Failed> failed = new ArrayList<>();

  @Test
  void shouldHoldWhenAllAreInAndRefusalsSaidWhenToComeBack() {
    login(new Disconnect.Refused(503, SOON));
    login(new Disconnect.Refused(429, SOON));
    failed.add(
        new StormLedger.Failed(2, StormLedger.Step.UPGRADE, new Disconnect.Refused(503, SOON)));

    StormFindings findings = findings(10);

    assertThat(findings.all())
        .hasSize(2)
        .allSatisfy(finding -> assertThat(finding.outcome()).isEqualTo(Outcome.HELD));
    assertThat(findings.refused(StormLedger.Step.LOGIN)).isEqualTo(2);
    assertThat(findings.refused(StormLedger.Step.UPGRADE)).isEqualTo(1);
    assertThat(findings.withStatus(503)).isEqualTo(2);
  }

  @Test
  void shouldBreakWhenOneIsNotIn() {
    Finding allIn = findings(9).all().getFirst();

    assertThat(allIn.outcome()).isEqualTo(Outcome.BROKEN);
    assertThat(allIn.summary()).startsWith("9 of 10 ");
    assertThat(allIn.witnesses()).containsExactly("journey 4: not ended in time");
  }

  @Test
  void shouldBreakWhenRefusalDoesNotSayWhenToComeBack() {
    assertUnexplained(new Disconnect.Refused(503, null));
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 500, 502})
  void shouldBreakWhenStatusIsNoRefusalForNow(int status) {
    assertUnexplained(new Disconnect.Refused(status, SOON));
  }

  @Test
  void shouldBreakWhenNodeDidNotAnswerOrClosed() {
    assertUnexplained(new Disconnect.Unreachable("timed out"));
    assertUnexplained(new Disconnect.Closed(1013, "later"));
  }

  @Test
  void shouldKnowNothingWhenNobodyCame() {
    assertThat(new StormFindings(0, 0, List.of(), List.of()).all())
        .allSatisfy(finding -> assertThat(finding.outcome()).isEqualTo(Outcome.UNKNOWN));
  }

  @Test
  void shouldDivideProcessorTimeByLogins() {
    List<CpuPerLogin.Reading> readings =
        List.of(
            new CpuPerLogin.Reading(1_000, 0),
            new CpuPerLogin.Reading(41_000, 2),
            new CpuPerLogin.Reading(101_000, 5));

    assertThat(CpuPerLogin.figure(readings).orElseThrow().value()).isEqualTo(20_000);
    assertThat(CpuPerLogin.figure(readings.subList(0, 1))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"smoke", "quick", "full"})
  void shouldGrowStepByStep(String profile) {
    StormPlan plan = StormPlan.of(LoadProfile.byName(profile));
    double step = plan.step().toNanos() / 1e9;

    assertThat(
            DoubleStream.iterate(step / 2, at -> at < plan.length().toSeconds(), at -> at + step)
                .map(plan::rateAt)
                .boxed()
                .toList())
        .isEqualTo(plan.perSecond())
        .isSorted();
    assertThat(plan.rateAt(plan.length().toNanos() / 1e9)).isEqualTo(plan.rateMax());
    assertThat((double) plan.users(17))
        .isCloseTo(Math.ceil(17.0 / plan.loginsPerUser()), Offset.offset(1e-9));
  }

  private void assertUnexplained(Disconnect cause) {
    failed.clear();
    login(cause);

    Finding finding = findings(10).all().getLast();

    assertThat(finding.outcome()).isEqualTo(Outcome.BROKEN);
    assertThat(finding.witnesses()).singleElement().asString().contains(cause.toString());
  }

  private void login(Disconnect cause) {
    failed.add(new StormLedger.Failed(1, StormLedger.Step.LOGIN, cause));
  }

  private StormFindings findings(long connected) {
    return new StormFindings(10, connected, failed, List.of("journey 4: not ended in time"));
  }
}
