package org.plumbline.capacity.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.capacity.evidence.Figure;

/** Verdicts that need no run. */
class CalculatedVerdictsTest {
  private static final double RATIO_TOLERANCE = 0.0005;

  @ParameterizedTest(name = "{0} {1}: {3}")
  @CsvSource(
      delimiter = '|',
      value = {
        "S0-15 | fails | 547 PB | 182.865 PB | 2.991",
        "S1-09 | holds | 20 billion messages | 20 billion messages | 1",
        "S1-11 | holds | 2 TB | 2 TB | 1",
        "S1-12 | holds | 3.6 PB | 3.65 PB | 0.986",
        "S1-14 | fails | 25 MB/s | 23.148 MB/s | 1.080",
        "S1-31 | holds | 10,000 servers | 10,000 servers | 1",
        "S1-60 | holds | 900 shards | 900 shards | 1",
        "S2-06 | holds | 20 billion messages | 20 billion messages | 1",
        "S2-09 | fails | 2 TB | 20 GB | 100",
        "S3-06 | holds | 20 billion messages | 20 billion messages | 1",
        "S3-07 | holds | 2 TB | 2 TB | 1",
        "S3-08 | holds | 3.6 PB | 3.65 PB | 0.986",
        "S3-10 | fails | 25 MB/s | 23.148 MB/s | 1.080",
        "S3-17 | holds | 10,000 servers | 10,000 servers | 1",
        "S3-30 | holds | 900 shards | 900 shards | 1",
        "S4-16 | holds | 50 billion messages | 50 billion messages | 1",
        "S4-17 | fails | 600,000 messages/s | 578,703.7 messages/s | 1.037",
        "S4-18 | holds | 5 TB | 5 TB | 1",
        "S4-19 | holds | 1.8 PB | 1.825 PB | 0.986",
        "S4-22 | holds | 10,000 servers | 10,000 servers | 1",
        "S4-23 | holds | 60 MB/s | 60 MB/s | 1",
        "S0-13 | holds | 100 million connections | 100 million connections | 1",
        "S1-13 | holds | 3.6 PB | 3.65 PB | 0.986",
        "S1-15 | fails | 25 MB/s | 68.056 MB/s in, 83.796 MB/s out | 0.298",
        "S1-61 | conditional | 1,000 shards | 912.5 shards | 1.096",
        "S1-62 | conditional | 1,000 shards | 125 shards | 8",
        "S3-11 | conditional | 25 MB/s | 83.796 MB/s | 0.298",
      })
  void shouldCompareTheClaimWithItsCalculation(
      String id, String verdict, String claimed, String found, double ratio) {
    JudgedClaim claim = Samples.judged(id);
    assertThat(claim.verdict().text()).isEqualTo(verdict);
    assertThat(claim.claimed()).hasToString(claimed);
    assertThat(claim.found()).hasToString(found);
    assertThat(claim.ratio()).isCloseTo(ratio, within(RATIO_TOLERANCE));
    assertThat(claim.evidence().calculation()).isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "S0-15 | 2 kB of text was added as 2 MB: 500 x (2 + 1) x 365 = 547,500 TB exactly",
        "S1-12 | the exact figure is 3.65 PB, within half a unit of the last digit given (50 TB)",
        "S1-14 | off by 8%. Likely TB was read as TiB: 2 TiB a day are 25.452 MB/s",
        "S2-09 | it would have to be 2 MB x 1,000,000",
        "S4-17 | The figure is the average, not the peak",
        "S4-17 | 50 billion messages / 86,400 s = 578,703.7 messages/s, a peak factor of 1.037",
        "S0-11 | as kB it is 1 TB a day (11.574 MB/s), as kbit 125 GB",
        "S1-10 | no other document assumes otherwise",
        "S0-10 | others assume otherwise (users): s4 1 billion",
        "S1-29 | others assume otherwise (concurrent_share): s0 0.2",
        "S1-65 | 1,000 shards of 4 TB are full after 2,000 days",
        "S1-76 | after 250 days",
        "S4-01 | The document's own sizing covers 1 billion connections, not billions.",
        "S4-14 | it can be met with 20,000 servers",
        "S4-07 | the cost of headers and the battery would need a run",
        "S3-34 | The number of conversations is not stated",
        "S3-37 | A backup is no copy of what came after it",
        "S2-25 | rows of the same millisecond overwrite each other",
        "S0-48 | It is an id and no sequence",
      })
  void shouldNameTheLikelyCause(String id, String cause) {
    assertThat(Samples.judged(id).cause()).contains(cause);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "S0-15 | 2.991 times what one copy needs. Three replicas need 548.595 PB",
        "S1-13 | three replicas 29.127 PB: 8.091 times",
        "S1-31 | with 10% for failures 11,000 servers. With a fifth of the users online 2,000",
        "S1-60 | the exact 3.65 PB fills 912.5 shards, and 1,825 shards when sender and receiver",
        "S4-17 | at 2 it is 1.157 million messages/s, and at 3 it is 1.736 million messages/s",
        "S4-17 | factor of 1.56 the peak is 902,777.8 messages/s",
        "S4-23 | at the average it is 57.87 MB/s, and with all frames 170.139 MB/s in and 209.491",
        "S1-15 | With two devices per user even 174.537 MB/s",
        "S1-21 | Polling every 5 s costs 100 million requests/s and still delays a message by 2.5"
            + " s",
        "S1-51 | That is 20 notifications for every message sent",
        "S2-07 | 416,666.7 deliveries/s, 787,037 deliveries/s and 1.157 million deliveries/s",
        "S2-40 | With three replicas 2.083 million writes/s",
        "S4-38 | 57.6 heartbeats for each message",
        "S4-27 | 4.404 s after the epoch, by worker 298 with sequence number 3048",
        "S1-10 | 185 B in and 196 B out",
        "S0-12 | 500 TB a day, 5.787 GB/s, are 99.8% of all bytes",
      })
  void shouldNameTheConsequence(String id, String consequence) {
    assertThat(Samples.judged(id).consequence()).contains(consequence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "S0-25 | 100 GB to 130 GB",
        "S1-67 | 3.75 TB",
        "S1-73 | 5.475 PB with RS(6,3), 5.11 PB with RS(10,4), 10.95 PB with three replicas",
        "S1-21 | at least 99.769% empty when polling every 5 s, 97.222% every 60 s",
        "S1-51 | 4.63 million notifications/s",
        "S2-08 | 50 million groups",
        "S2-40 | 694,444.4 writes/s",
        "S4-01 | 1 billion connections",
        "S4-38 | 33.333 million heartbeats/s",
      })
  void shouldGiveTheCalculatedFigureAlsoWhenNothingIsClaimed(String id, String found) {
    assertThat(Samples.judged(id).found()).hasToString(found);
  }

  @Test
  void shouldGiveFormulaInputsAndSourcesAsEvidence() {
    Calculation calculation =
        Objects.requireNonNull(Samples.judged("S1-31").evidence().calculation());
    assertThat(calculation.formula())
        .isEqualTo("users x concurrent_share / connections_per_server");
    assertThat(calculation.inputs())
        .contains(
            new Calculation.Input("users", "500 million", "line 22"),
            new Calculation.Input("connections_per_server", "50,000", "line 78"));
    assertThat(calculation.result()).isEqualTo("10,000 servers");
  }

  @Test
  void shouldPreferMeasuredFramesToCalculatedOnes() {
    JudgedClaim claim =
        Samples.judged(
            "S1-15",
            Samples.evidence(
                "calibration.traffic",
                Map.of(
                    "frames_in_per_message", Figure.of(2, "1", 1_000),
                    "frames_out_per_message", Figure.of(4, "1", 1_000),
                    "bytes_in_per_message", Figure.of(200, "B", 190, 210, 1_000),
                    "bytes_out_per_message", Figure.of(400, "B", 390, 410, 1_000))));
    assertThat(claim.found()).hasToString("46.296 MB/s in, 92.593 MB/s out");
    assertThat(claim.evidence().runs())
        .singleElement()
        .satisfies(
            run -> {
              assertThat(run.file()).isEqualTo("evidence/calibration.traffic.json");
              assertThat(run.figures()).hasSize(4);
            });
  }

  @Test
  void shouldJudgeEveryClaimThatNeedsNoRun() {
    List<JudgedClaim> claims = Samples.JUDGE.judge(List.of());
    assertThat(claims).hasSize(285);
    assertThat(claims)
        .filteredOn(claim -> claim.verdict() != Verdict.NOT_RUN)
        .hasSizeGreaterThan(50)
        .allSatisfy(
            claim -> {
              assertThat(claim.evidence().calculation()).as(claim.id()).isNotNull();
              if (claim.verdict() != Verdict.HOLDS) {
                assertThat(claim.cause()).as(claim.id()).isNotBlank();
              }
            });
  }
}
