package org.plumbline.simulations.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.protocol.UserId;
import org.plumbline.simulations.driver.OpenLoop;
import org.plumbline.simulations.load.LoadProfile;

class PresenceComparisonTest {

  private static final UserId ANN = new UserId("ann");
  private static final UserId BOB = new UserId("bob");
  private static final UserId EVE = new UserId("eve");
  private static final UserId FLAPPER = new UserId("flo");

  private final List<Episode> episodes =
      new ArrayList<>(
          List.of(
              episode(EVE, Episode.Kind.CAME, 10),
              episode(EVE, Episode.Kind.WENT, 15),
              episode(FLAPPER, Episode.Kind.BLINKED, 12)));
  private final List<Heard> heard =
      new ArrayList<>(
          List.of(
              // The first states, before anything happened.
              heard(ANN, EVE, false, 1),
              heard(ANN, FLAPPER, true, 1),
              heard(ANN, EVE, true, 12.1),
              heard(BOB, EVE, true, 12.2),
              heard(ANN, EVE, false, 18.1),
              heard(BOB, EVE, false, 18.4)));

  @Test
  void shouldHoldWhenEachIsToldOnceAfterTheDelay() {
    List<Long> millis = new ArrayList<>();
    comparison(false).eachTold(told -> millis.add(told.nanos() / 1_000_000));

    assertThat(comparison(false).findings())
        .hasSize(4)
        .allSatisfy(finding -> assertThat(finding.outcome()).isEqualTo(Outcome.HELD));
    assertThat(millis).containsExactlyInAnyOrder(2_100L, 2_200L, 3_100L, 3_400L);
    assertThat(comparison(false).changes()).isEqualTo(2);
    assertThat(comparison(false).flaps()).isEqualTo(1);
    assertThat(comparison(false).frames()).isEqualTo(4);
  }

  @Test
  void shouldBreakWhenAWatcherWasNotToldAndNotKnowWhenTheGeneratorWasSaturated() {
    heard.removeLast();

    Finding finding = finding("every_change_told", false);
    assertThat(finding.outcome()).isEqualTo(Outcome.BROKEN);
    assertThat(finding.witnesses())
        .singleElement()
        .asString()
        .startsWith("bob was not told of")
        .contains("WENT");
    assertThat(finding("every_change_told", true).outcome()).isEqualTo(Outcome.UNKNOWN);
  }

  @Test
  void shouldBreakWhenTheNewsCameAfterTheNextChangeAlone() {
    heard.set(3, heard(BOB, EVE, true, 15.2));

    assertThat(finding("every_change_told", false).outcome()).isEqualTo(Outcome.BROKEN);
    assertThat(finding("told_once", false).outcome()).isEqualTo(Outcome.BROKEN);
  }

  @Test
  void shouldBreakWhenAWatcherWasToldTwiceOrTheWrongState() {
    heard.add(heard(ANN, EVE, true, 12.5));
    assertThat(finding("told_once", false).outcome()).isEqualTo(Outcome.BROKEN);

    heard.set(heard.size() - 1, heard(ANN, EVE, false, 12.5));
    assertThat(finding("told_once", false).outcome()).isEqualTo(Outcome.BROKEN);
  }

  @Test
  void shouldBreakWhenAWatcherWasToldBeforeTheDelay() {
    heard.set(2, heard(ANN, EVE, true, 11.9));
    assertThat(finding("told_after_the_delay", false).outcome()).isEqualTo(Outcome.BROKEN);

    heard.set(2, heard(ANN, EVE, true, 12.1));
    heard.set(4, heard(ANN, EVE, false, 17.9));
    assertThat(finding("told_after_the_delay", false).witnesses())
        .singleElement()
        .asString()
        .startsWith("ann was told after 2900 ms");
  }

  @Test
  void shouldBreakWhenAFlapWasToldAndLetPassWhatWasUnclear() {
    heard.add(heard(BOB, FLAPPER, false, 15.5));
    assertThat(finding("flaps_not_told", false).outcome()).isEqualTo(Outcome.BROKEN);

    episodes.set(2, episode(FLAPPER, Episode.Kind.UNCLEAR, 12));
    assertThat(finding("flaps_not_told", false).outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(finding("told_once", false).outcome()).isEqualTo(Outcome.HELD);
  }

  @Test
  void shouldLetPassTheLastSeenOfOneWhoWasThereForAMomentButNotThatHeCame() {
    episodes.set(2, episode(FLAPPER, Episode.Kind.FLASHED, 12));
    heard.add(heard(BOB, FLAPPER, false, 15.5));
    assertThat(finding("flaps_not_told", false).outcome()).isEqualTo(Outcome.HELD);
    assertThat(comparison(false).lastSeenFrames()).isEqualTo(1);

    heard.add(heard(BOB, FLAPPER, false, 16));
    assertThat(finding("flaps_not_told", false).outcome()).isEqualTo(Outcome.BROKEN);

    heard.removeLast();
    heard.set(heard.size() - 1, heard(BOB, FLAPPER, true, 14.5));
    assertThat(finding("flaps_not_told", false).witnesses())
        .singleElement()
        .asString()
        .contains("online=true");
  }

  @Test
  void shouldBreakWhenAComingOrAMessageFailed() {
    OpenLoop.Outcome failed = new OpenLoop.Outcome(5, 1, List.of("journey 2: nobody is free"));

    assertThat(ChurnReport.journeysEnded(failed).outcome()).isEqualTo(Outcome.BROKEN);
    assertThat(ChurnReport.journeysEnded(failed).witnesses()).hasSize(1);
    assertThat(ChurnReport.delivered(failed, 4).outcome()).isEqualTo(Outcome.BROKEN);
    assertThat(ChurnReport.delivered(failed, 5).outcome()).isEqualTo(Outcome.HELD);
    assertThat(ChurnReport.delivered(new OpenLoop.Outcome(0, 0, List.of()), 0).outcome())
        .isEqualTo(Outcome.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"smoke", "quick", "full"})
  void shouldStayLongerThanTheDelayAndBlinkShorter(String profile) {
    ChurnPlan plan = ChurnPlan.of(LoadProfile.byName(profile));
    Set<ChurnPlan.Kind> kinds =
        IntStream.range(0, 200)
            .mapToObj(number -> plan.kind(3, number))
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(ChurnPlan.Kind.class)));
    ChurnCast cast = ChurnCast.of(plan, 1_000);

    assertThat(plan.stay()).isGreaterThan(plan.onlineDelay().plusSeconds(1));
    assertThat(plan.away()).isGreaterThan(plan.offlineDelay().plusSeconds(1));
    assertThat(plan.blink()).isLessThan(plan.blinkMax());
    assertThat(kinds).containsExactlyInAnyOrder(ChurnPlan.Kind.values());
    assertThat(cast.residents().getLast() + 1).isEqualTo(cast.users(plan));
    assertThat(cast.watchers().getFirst()).isEqualTo(2 * plan.pairs());
  }

  private Finding finding(String id, boolean saturated) {
    return comparison(saturated).findings().stream()
        .filter(finding -> finding.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private PresenceComparison comparison(boolean saturated) {
    return new PresenceComparison(
        List.of(ANN, BOB),
        Duration.ofSeconds(2),
        Duration.ofSeconds(3),
        episodes,
        heard,
        saturated);
  }

  private static Episode episode(UserId user, Episode.Kind kind, double seconds) {
    return new Episode(user, kind, (long) (seconds * 1e9));
  }

  private static Heard heard(UserId watcher, UserId user, boolean online, double seconds) {
    return new Heard(watcher, user, online, (long) (seconds * 1e9));
  }
}
