package org.plumbline.probes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.client.ClientRuntime;
import org.plumbline.client.NodeAddress;

class ProbeRunTest {

  private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);

  private static Evidence run(Probe... probes) throws InterruptedException {
    return run(ProbeRun.EVIDENCE_ID, probes);
  }

  private static Evidence run(String id, Probe... probes) throws InterruptedException {
    NodeAddress nowhere =
        new NodeAddress(URI.create("http://127.0.0.1:1"), URI.create("ws://127.0.0.1:1/ws"));
    try (World world =
        new World(
            List.of(nowhere, nowhere),
            nowhere.http(),
            ClientRuntime.create(System::nanoTime, 1),
            new SplittableRandom(1))) {
      return new ProbeRun(id, List.of(probes), CLOCK).evidence(world);
    }
  }

  @Test
  void shouldHoldWhenTheTrialEnds() throws Exception {
    Evidence evidence = run(new Probe("fine", "It is fine.", _ -> {}));
    assertThat(evidence.held("fine")).isTrue();
    assertThat(evidence.id()).isEqualTo("probe.behaviour");
  }

  @Test
  void shouldBreakAndNameTheWitnessWhenSomethingElseWasSeen() throws Exception {
    Finding finding =
        run(new Probe(
                "odd",
                "It is even.",
                _ -> {
                  throw new ProbeFailed("seq 3");
                }))
            .finding("odd")
            .orElseThrow();
    assertThat(finding.outcome()).isEqualTo(Outcome.BROKEN);
    assertThat(finding.witnesses()).containsExactly("seq 3");
  }

  @Test
  void shouldNotDecideWhenTheTrialCouldNotBeMade() throws Exception {
    Finding finding =
        run(new Probe(
                "gone",
                "It is there.",
                _ -> {
                  throw new IOException("connection refused");
                }))
            .finding("gone")
            .orElseThrow();
    assertThat(finding.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(finding.witnesses()).containsExactly("java.io.IOException: connection refused");
  }

  @Test
  void shouldBreakOrNotDecideWhenNoMessengerIsThere() throws Exception {
    Evidence evidence = run(Probes.all().toArray(Probe[]::new));
    assertThat(evidence.findings()).hasSameSizeAs(Probes.all());
    assertThat(evidence.findings()).noneMatch(finding -> finding.outcome() == Outcome.HELD);
  }

  @Test
  void shouldMakeEvidenceOfItsOwnForAServerAlone() throws Exception {
    Evidence evidence =
        run(SingleServerProbes.EVIDENCE_ID, SingleServerProbes.all().toArray(Probe[]::new));
    assertThat(evidence.id()).isEqualTo("probe.single_server");
    assertThat(evidence.findings()).hasSameSizeAs(SingleServerProbes.all());
    assertThat(evidence.findings()).noneMatch(finding -> finding.outcome() == Outcome.HELD);
  }

  @Test
  void shouldGiveEachProbeAnIdOfItsOwn() {
    assertThat(Probes.all().stream().map(Probe::id)).doesNotHaveDuplicates();
  }
}
