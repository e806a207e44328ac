package org.plumbline.cli.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.capacity.claim.ClaimCatalogue;
import org.plumbline.capacity.claim.Profile;
import org.plumbline.chaos.drill.Drill;
import org.plumbline.chaos.drill.Drills;
import org.plumbline.simulations.load.LoadOptions;

class ItineraryTest {

  @ParameterizedTest
  @ValueSource(strings = {"smoke", "quick", "full"})
  void shouldLoadGroupsMediaAndPushOnDirectLinksInEveryProfile(String profile) {
    List<Stop> stops = Itinerary.of(profile);
    List<Stop> direct =
        stops.subList(0, stops.indexOf(firstProxied(stops))).stream()
            .flatMap(ItineraryTest::flat)
            .toList();

    assertThat(direct)
        .contains(new Stop.Behaviour())
        .contains(new Stop.Load("group_chat"), new Stop.Load("media"), new Stop.Load("push"));
    assertThat(direct.contains(new Stop.Load("large_group"))).isNotEqualTo(profile.equals("smoke"));
    assertThat(direct.contains(new Stop.SingleServer())).isNotEqualTo(profile.equals("smoke"));
  }

  @Test
  void shouldStartAsManyNodesAsALoadIsAskedToHave() {
    OptionalInt none = OptionalInt.empty();
    assertThat(Itinerary.ofLoad("one_to_one", "smoke", LoadOptions.NONE, none))
        .containsExactly(new Stop.Nodes(false, Map.of(), 2), new Stop.Load("one_to_one"));
    LoadOptions three = nodes(3);
    assertThat(Itinerary.ofLoad("one_to_one", "smoke", three, none))
        .containsExactly(new Stop.Nodes(false, Map.of(), 3), new Stop.Load("one_to_one", three));
    assertThat(Itinerary.ofLoad("one_to_one", "smoke", three, OptionalInt.of(3)))
        .as("on the environment that runs")
        .containsExactly(new Stop.Load("one_to_one", three));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Itinerary.ofLoad("one_to_one", "smoke", three, OptionalInt.of(2)))
        .withMessageStartingWith("--nodes: 3 (expected: 2, which plumb up runs");
  }

  @Test
  void shouldRefuseAnOptionThatTheLoadDoesNotTake() {
    LoadOptions sockets =
        new LoadOptions(
            OptionalInt.empty(), OptionalInt.of(9), OptionalDouble.empty(), Optional.empty());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Itinerary.ofLoad("push", "smoke", sockets, OptionalInt.empty()))
        .withMessage("--connections: not of push (expected: --nodes, --rate, --duration)");
  }

  @Test
  void shouldRunDrillsWithTheSameSettingsAfterEachOther() {
    List<Drill> drills =
        Stream.of("no-fault", "kill-chat-node-on-receive", "kill-chat-node")
            .map(Drills::byName)
            .toList();

    assertThat(Itinerary.ofDrills(drills))
        .containsExactly(
            new Stop.Nodes(true, Map.of()),
            new Stop.DrillOfMany("no-fault"),
            new Stop.DrillOfMany("kill-chat-node"),
            new Stop.Nodes(true, drills.get(1).nodeSettings()),
            new Stop.DrillOfMany("kill-chat-node-on-receive"));
  }

  private static LoadOptions nodes(int count) {
    return new LoadOptions(
        OptionalInt.of(count), OptionalInt.empty(), OptionalDouble.empty(), Optional.empty());
  }

  /** Claims name evidence, the itinerary brings it: neither module knows the other. */
  @ParameterizedTest
  @ValueSource(strings = {"smoke", "quick", "full"})
  void shouldBringAllEvidenceThatTheClaimsOfAProfileRestOn(String profile) {
    Set<String> brought =
        Itinerary.of(profile).stream()
            .flatMap(ItineraryTest::flat)
            .flatMap(ItineraryTest::evidence)
            .collect(Collectors.toSet());
    assertThat(ClaimCatalogue.load().claims())
        .filteredOn(claim -> claim.profile() == Profile.valueOf(profile.toUpperCase(Locale.ROOT)))
        .isNotEmpty()
        .allSatisfy(
            claim -> assertThat(brought).as(claim.id()).containsAll(claim.judgedBy().evidence()));
  }

  private static Stream<String> evidence(Stop stop) {
    return switch (stop) {
      case Stop.CalibratedLoad load ->
          Stream.of(
              "load." + load.name(),
              "calibration.cpu",
              "calibration.storage",
              "calibration.traffic");
      case Stop.Load load -> Stream.of("load." + load.name());
      case Stop.Memory _ -> Stream.of("calibration.memory");
      case Stop.Behaviour _ -> Stream.of("probe.behaviour");
      case Stop.SingleServer _ -> Stream.of("probe.single_server");
      case Stop.Drill drill -> Stream.of("drill." + drill.name().replace('-', '_'));
      default -> Stream.of();
    };
  }

  /** A latency that is judged is taken while nothing else runs. */
  @ParameterizedTest
  @ValueSource(strings = {"quick", "full"})
  void shouldRunNothingSideBySideWhereFiguresAreJudged(String profile) {
    assertThat(Itinerary.of(profile)).noneMatch(Stop.SideBySide.class::isInstance);
  }

  private static Stream<Stop> flat(Stop stop) {
    return stop instanceof Stop.SideBySide(List<Stop> stops) ? stops.stream() : Stream.of(stop);
  }

  private static Stop firstProxied(List<Stop> stops) {
    return stops.stream()
        .filter(stop -> stop instanceof Stop.Nodes nodes && nodes.proxied())
        .findFirst()
        .orElseThrow();
  }
}
