package org.plumbline.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.capacity.claim.ClaimCatalogue;
import org.plumbline.simulations.Scenarios;

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

  /** Claims name loads, the itinerary runs them: neither module knows the other. */
  @Test
  void shouldRunEveryLoadThatAClaimRestsOn() {
    Set<String> named =
        ClaimCatalogue.load().claims().stream()
            .flatMap(claim -> Stream.ofNullable(claim.judgedBy()))
            .flatMap(how -> how.evidence().stream())
            .filter(id -> id.startsWith("load."))
            .map(id -> id.substring("load.".length()))
            .collect(Collectors.toSet());

    assertThat(named).contains("one_to_one", "group_chat", "large_group", "media", "push");
    assertThat(Scenarios.names()).containsAll(named);
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
