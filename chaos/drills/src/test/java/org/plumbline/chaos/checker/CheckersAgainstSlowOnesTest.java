package org.plumbline.chaos.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.chaos.history.HistoryEvent;

class CheckersAgainstSlowOnesTest {

  private static final int HISTORIES = 1_000;
  private static final int BROKEN_MIN = 100;

  @Test
  void shouldAgreeWithTheSlowCheckersOnRandomHistories() {
    int lost = 0;
    int duplicated = 0;
    int disordered = 0;
    for (long seed = 0; seed < HISTORIES; seed++) {
      List<HistoryEvent> history = Plot.random(seed).events;
      assertThat(isBroken(NoAcknowledgedLoss.check(history)))
          .as("loss, seed %d", seed)
          .isEqualTo(SlowCheckers.loses(history));
      assertThat(isBroken(NoVisibleDuplicate.check(history)))
          .as("duplicates, seed %d", seed)
          .isEqualTo(SlowCheckers.duplicates(history));
      assertThat(isBroken(SameOrder.check(history)))
          .as("order, seed %d", seed)
          .isEqualTo(SlowCheckers.disorders(history));
      lost += SlowCheckers.loses(history) ? 1 : 0;
      duplicated += SlowCheckers.duplicates(history) ? 1 : 0;
      disordered += SlowCheckers.disorders(history) ? 1 : 0;
    }
    // The comparison means something only if chance has broken enough of each.
    assertThat(List.of(lost, duplicated, disordered)).allMatch(broken -> broken > BROKEN_MIN);
  }

  private static boolean isBroken(Verdict verdict) {
    return verdict.outcome() == Outcome.BROKEN;
  }
}
