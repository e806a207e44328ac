package org.plumbline.simulations.day;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;
import org.plumbline.simulations.driver.OpenLoop;

class DayFindingsTest {

  private static final UserId ANN = new UserId("ann");
  private static final UserId BOB = new UserId("bob");
  private static final ThreadId THREAD = ThreadId.direct(ANN, BOB);

  private final DayReads reads = new DayReads();

  @Test
  void shouldHoldWhenAllArrivedAndAllThatWasReadWasTold() {
    reads.read(THREAD, BOB, ANN, 7);
    reads.told(THREAD, BOB, ANN, 9);

    assertThat(DayFindings.allDelivered(outcome(0), 21, 21, List.of()).outcome())
        .isEqualTo(Outcome.HELD);
    assertThat(DayFindings.readsTold(reads).outcome()).isEqualTo(Outcome.HELD);
  }

  @Test
  void shouldBreakWhenADeliveryIsMissingOrAMessageFailed() {
    assertThat(DayFindings.allDelivered(outcome(0), 21, 20, List.of()).outcome())
        .isEqualTo(Outcome.BROKEN);
    Finding failed = DayFindings.allDelivered(outcome(1), 21, 21, List.of());
    assertThat(failed.outcome()).isEqualTo(Outcome.BROKEN);
    assertThat(failed.witnesses()).containsExactly("journey 3: THROTTLED");
  }

  @Test
  void shouldNotKnowWhenADeliveryIsMissingAndTheGeneratorWasSaturated() {
    assertThat(DayFindings.allDelivered(outcome(0), 21, 20, List.of("late")).outcome())
        .isEqualTo(Outcome.UNKNOWN);
    assertThat(DayFindings.allDelivered(outcome(0), 21, 21, List.of("late")).outcome())
        .isEqualTo(Outcome.HELD);
  }

  @Test
  void shouldBreakWhenAReadWasToldTooLittleOrToAnother() {
    reads.read(THREAD, BOB, ANN, 7);
    reads.told(THREAD, BOB, ANN, 6);
    reads.told(THREAD, BOB, BOB, 7);

    Finding finding = DayFindings.readsTold(reads);

    assertThat(finding.outcome()).isEqualTo(Outcome.BROKEN);
    assertThat(finding.witnesses())
        .singleElement()
        .asString()
        .contains("was read up to 7 and told up to 6");
  }

  @Test
  void shouldKnowNothingWhenNothingWasSentOrRead() {
    assertThat(
            DayFindings.allDelivered(new OpenLoop.Outcome(0, 0, List.of()), 0, 0, List.of())
                .outcome())
        .isEqualTo(Outcome.UNKNOWN);
    assertThat(DayFindings.readsTold(reads).outcome()).isEqualTo(Outcome.UNKNOWN);
  }

  private static OpenLoop.Outcome outcome(long failed) {
    return new OpenLoop.Outcome(
        10, failed, failed == 0 ? List.of() : List.of("journey 3: THROTTLED"));
  }
}
