package org.plumbline.capacity.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Finding;

/** Verdicts on what the behaviour probes showed. */
class ProbedVerdictsTest {

  private static Evidence probes(Finding... findings) {
    return Samples.evidence("probe.behaviour", Map.of(), findings);
  }

  @ParameterizedTest
  @CsvSource({
    "S1-49, history_in_pages, holds",
    "S4-06, presence_pull, holds",
    "S0-31, image_through_the_object_store, holds",
    "S0-19, qr_login, conditional",
    "S4-26, sent_delivered_read, conditional",
    "S0-24, own_devices_see_own_messages, fails",
    "S1-26, offline_user_catches_up, fails",
  })
  void shouldFollowTheProbeWhenItHeld(String claim, String probe, String verdict) {
    JudgedClaim judged = Samples.judged(claim, probes(Samples.held(probe)));
    assertThat(judged.verdict().text()).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({
    "S1-49, history_in_pages, fails",
    "S0-19, qr_login, fails",
    "S0-24, own_devices_see_own_messages, inconclusive",
  })
  void shouldNotHoldWhenTheProbeBroke(String claim, String probe, String verdict) {
    JudgedClaim judged = Samples.judged(claim, probes(Samples.broken(probe)));
    assertThat(judged.verdict().text()).isEqualTo(verdict);
  }

  @Test
  void shouldStayOpenWhenTheProbeCouldNotBeTriedOrWasNot() {
    assertThat(Samples.judged("S1-49", probes(Samples.unknown("history_in_pages"))).verdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(Samples.judged("S1-49").verdict()).isEqualTo(Verdict.NOT_RUN);
  }

  @Test
  void shouldSayWhyWhenABehaviourRefutesTheClaim() {
    JudgedClaim judged = Samples.judged("S1-26", probes(Samples.held("offline_user_catches_up")));
    assertThat(judged.cause()).contains("held and delivered later");
  }
}
