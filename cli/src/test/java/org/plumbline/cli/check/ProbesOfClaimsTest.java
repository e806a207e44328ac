package org.plumbline.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.plumbline.capacity.claim.ClaimCatalogue;
import org.plumbline.probes.Probe;
import org.plumbline.probes.ProbeRun;
import org.plumbline.probes.Probes;
import org.plumbline.probes.SingleServerProbes;

/** Claims name findings, probes make them: neither module knows the other. */
class ProbesOfClaimsTest {

  private static Stream<String> named(String evidence) {
    return ClaimCatalogue.load().claims().stream()
        .map(claim -> claim.judgedBy())
        .flatMap(how -> how.findings().stream())
        .filter(finding -> finding.startsWith(evidence + "/"))
        .map(finding -> finding.substring(finding.indexOf('/') + 1));
  }

  private static void requireMade(String evidence, List<Probe> probes) {
    Set<String> made = probes.stream().map(Probe::id).collect(Collectors.toSet());
    List<String> named = named(evidence).distinct().toList();
    assertThat(named).isNotEmpty();
    assertThat(made).containsAll(named);
  }

  @Test
  void shouldBeMadeByAProbeWhatAClaimNames() {
    requireMade(ProbeRun.EVIDENCE_ID, Probes.all());
    requireMade(SingleServerProbes.EVIDENCE_ID, SingleServerProbes.all());
  }
}
