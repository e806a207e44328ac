package org.plumbline.capacity.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.capacity.evidence.Figure;

/** Verdicts on clocks, ids and on which server a user is mapped to. */
class OrderVerdictsTest {

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "S1-32 | conditional | 99.99% of the users change their server when one is lost by modulo,"
            + " 0.01% on a ring",
        "S3-18 | conditional | 99.99% of the users change their server when one is lost by modulo,"
            + " 0.01% on a ring",
        "S1-68 | conditional | 1 machine when cached by user, 4.99 machines by conversation",
        "S1-37 | conditional | as they come: [M1, M2] and [M2, M1]; sorted by T: [M1, M2] for both",
        "S2-27 | conditional | 0.025% at 1 ms, 1.219% at 50 ms, 15.803% at 1 s, 24.832% at 5 s of"
            + " the neighbours inverted",
        "S4-44 | conditional | 4.008 ms",
      })
  void shouldCalculateWhatNoRunHasToShow(String id, String verdict, String found) {
    JudgedClaim claim = Samples.judged(id);
    assertThat(claim.verdict().text()).isEqualTo(verdict);
    assertThat(claim.found()).hasToString(found);
    assertThat(claim.cause()).isNotBlank();
    assertThat(Objects.requireNonNull(claim.evidence().calculation()).inputs()).isNotEmpty();
  }

  @Test
  void shouldFailSnowflakeOrderByInversionsAndNotByDuplicates() {
    JudgedClaim claim = Samples.judged("S4-45");
    assertThat(claim.verdict()).isEqualTo(Verdict.FAILS);
    assertThat(String.valueOf(claim.found()))
        .matches("2[0-9]{2} of 19,999 neighbours inverted, 0 ids twice");
    assertThat(claim.cause()).contains("invert 1.219% of the neighbours");
    assertThat(claim.consequence()).contains("misses it for good");
  }

  @Test
  void shouldLetARisingIdSufficeForOneServerAlone() {
    JudgedClaim claim = Samples.judged("S2-28");
    assertThat(claim.verdict()).isEqualTo(Verdict.CONDITIONAL);
    assertThat(String.valueOf(claim.found()))
        .matches("0 inverted with one server, 2[0-9]{2} with two");
  }

  @Test
  void shouldSayWhoHasToReconnect() {
    assertThat(Samples.judged("S1-32").consequence())
        .contains("499.95 million connections reconnect")
        .contains("the largest has 0.0979%");
  }

  @Test
  void shouldNotChangeWithWhatARunLeft() {
    assertThat(Samples.judged("S4-45", Samples.load(Map.of("sent", Figure.count(1)))))
        .isEqualTo(Samples.judged("S4-45"));
  }
}
