package org.plumbline.simulations.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoadProfileTest {

  @Test
  void shouldFindProfilesByName() {
    assertThat(LoadProfile.byName("smoke")).isEqualTo(LoadProfile.smoke());
    assertThat(LoadProfile.byName("quick").sending()).isLessThan(Duration.ofSeconds(45));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LoadProfile.byName("huge"))
        .withMessage("profile: huge (expected: smoke, quick or full)");
  }

  @Test
  void shouldNameFieldWhenValueIsOutOfRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LoadProfile.smoke().withUsers(3))
        .withMessage("users: 3 (expected: an even number from 2 to 20000)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LoadProfile.smoke().withMessagesPerSecond(0))
        .withMessageContaining("messagesPerSecond: 0.0 (expected: > 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LoadProfile.smoke().withTimes(Duration.ZERO, Duration.ZERO))
        .withMessage("duration: PT0S (expected: > 0)");
  }

  @Test
  void shouldKeepWhatWasAskedForWhateverAScenarioMakesOfTheProfile() {
    LoadOptions asked =
        new LoadOptions(
            OptionalInt.of(3),
            OptionalInt.of(70),
            OptionalDouble.of(12),
            Optional.of(Duration.ofSeconds(9)));
    LoadProfile profile =
        LoadProfile.full()
            .asking(asked)
            .withUsers(40)
            .withMessagesPerSecond(99)
            .withTimes(Duration.ofSeconds(1), Duration.ofSeconds(2));

    assertThat(profile.messagesPerSecond()).isEqualTo(12);
    assertThat(profile.duration()).isEqualTo(Duration.ofSeconds(9));
    assertThat(profile.warmUp()).isEqualTo(Duration.ofSeconds(1));
    assertThat(profile.connections(5)).isEqualTo(70);
    assertThat(LoadProfile.full().connections(5)).isEqualTo(5);
    assertThat(LoadProfile.full().asking(LoadOptions.NONE)).isEqualTo(LoadProfile.full());
    assertThat(asked.given()).containsExactlyInAnyOrder(LoadOption.values());
    assertThat(LoadOptions.NONE.given()).isEmpty();
  }

  @Test
  void shouldNameFlagWhenWhatIsAskedForIsOutOfRange() {
    OptionalInt none = OptionalInt.empty();
    OptionalDouble noRate = OptionalDouble.empty();
    Optional<Duration> noTime = Optional.empty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LoadOptions(OptionalInt.of(17), none, noRate, noTime))
        .withMessage("--nodes: 17 (expected: 1 to 16)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LoadOptions(none, OptionalInt.of(0), noRate, noTime))
        .withMessage("--connections: 0 (expected: 1 to 200000)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LoadOptions(none, none, OptionalDouble.of(Double.NaN), noTime))
        .withMessage("--rate: NaN (expected: > 0, <= 100000)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LoadOptions(none, none, noRate, Optional.of(Duration.ofSeconds(601))))
        .withMessage("--duration: 601 (expected: 1 to 600)");
  }

  @Test
  void shouldReadTextLengthBackWhenWritten() {
    assertThat(TextLength.parse("100")).isEqualTo(new TextLength.Fixed(100));
    TextLength chats = new TextLength.LogNormal(2.83, 1.15);
    assertThat(TextLength.parse(chats.text())).isEqualTo(chats);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TextLength.parse("long"))
        .withMessage("text_length: long (expected: 100 or log_normal(2.83,1.15))");
  }

  @Test
  void shouldDrawLengthsWithThePublishedMedianWhenLogNormal() {
    TextLength chats = new TextLength.LogNormal(2.83, 1.15);
    SplittableRandom random = new SplittableRandom(1);

    int[] sorted =
        IntStream.range(0, 20_001).map(_ -> chats.next(random, 8_192)).sorted().toArray();

    // e^2.83 = 16.9; the mean of such a distribution is e^(2.83 + 1.15^2/2) = 32.8.
    assertThat(sorted[10_000]).isBetween(16, 18);
    assertThat(IntStream.of(sorted).average().orElseThrow()).isBetween(30.0, 36.0);
    assertThat(sorted[0]).isGreaterThanOrEqualTo(1);
  }
}
