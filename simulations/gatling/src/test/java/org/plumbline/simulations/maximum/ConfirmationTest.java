package org.plumbline.simulations.maximum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.plumbline.simulations.maximum.Confirmation.Floor;
import org.plumbline.simulations.maximum.Confirmation.Plan;
import org.plumbline.simulations.maximum.Confirmation.Result;

class ConfirmationTest {

  private static final Plan PLAN = new Plan(3, 0.9, 4);

  /** Writes down whose turn it was; the floor gets slower from turn to turn. */
  private static class Turns implements Confirmation.Sides<RuntimeException> {
    private final MadeUpMessenger messenger;
    private final List<String> turns = new ArrayList<>();
    private double floor = 20_000;

    Turns(MadeUpMessenger messenger) {
      this.messenger = messenger;
    }

    @Override
    public Level messenger(double rate) {
      turns.add("messenger");
      return messenger.measure(rate);
    }

    @Override
    public Floor floor() {
      turns.add("floor");
      floor -= 100;
      return new Floor(floor * 3, floor);
    }
  }

  private static Result confirm(double rate, Turns turns) throws InterruptedException {
    return new Confirmation(PLAN, Goal.HOUSE).run(rate, turns);
  }

  @Test
  void shouldMeasureBothSidesInTurn() throws InterruptedException {
    Turns turns = new Turns(new MadeUpMessenger(3_000, 0, 0, 1));

    Result result = confirm(1_000, turns);

    assertThat(result.isConfirmed()).isTrue();
    assertThat(result.rate()).isEqualTo(1_000);
    assertThat(result.tried()).isEqualTo(1);
    assertThat(turns.turns.subList(0, 8))
        .containsExactly(
            "floor", "messenger", "messenger", "floor", "floor", "messenger", "messenger", "floor");
    assertThat(result.pairs().stream().map(pair -> pair.floor().durable()))
        .containsExactly(19_900.0, 19_800.0, 19_700.0, 19_600.0, 19_500.0, 19_400.0);
  }

  @Test
  void shouldLowerARateThatIsNotKept() throws InterruptedException {
    Turns turns = new Turns(new MadeUpMessenger(1_000, 0, 0, 1));

    Result result = confirm(1_050, turns);

    // 1,050 and 945 break the 50 ms, which a quiet one reaches at 920.
    assertThat(result.rate()).isCloseTo(850.5, within(1e-6));
    assertThat(result.isConfirmed()).isTrue();
    assertThat(result.tried()).isEqualTo(3);
    assertThat(result.pairs()).hasSize(6);
  }

  @Test
  void shouldConfirmNothingWhenNoneOfTheRatesIsKept() throws InterruptedException {
    Turns turns = new Turns(new MadeUpMessenger(10, 0, 0, 1));

    Result result = confirm(1_000, turns);

    assertThat(result.isConfirmed()).isFalse();
    assertThat(result.kept()).isZero();
    assertThat(result.tried()).isEqualTo(4);
    assertThat(result.pairs()).as("the last rate is measured in full").hasSize(6);
  }

  @Test
  void shouldBearAStallButNotMany() throws InterruptedException {
    Turns turns =
        new Turns(new MadeUpMessenger(3_000, 0, 0, 1)) {
          private int calls;

          @Override
          public Level messenger(double rate) {
            Level level = super.messenger(rate);
            return calls++ == 2
                ? new Level(rate, 10, 10_000, 10_000, 10_000, 10_000, 400, List.of())
                : level;
          }
        };

    Result result = confirm(1_000, turns);

    assertThat(result.isConfirmed()).isTrue();
    assertThat(result.kept()).isEqualTo(5);
  }

  @Test
  void shouldRefuseAPlanThatMeasuresNothing() {
    assertThatThrownBy(() -> new Plan(0, 0.9, 1)).hasMessage("blocks: 0 (expected: >= 1)");
    assertThatThrownBy(() -> new Plan(1, 1, 1)).hasMessage("lower: 1.0 (expected: > 0, < 1)");
    assertThatThrownBy(() -> new Plan(1, 0.9, 0)).hasMessage("triesMax: 0 (expected: >= 1)");
  }
}
