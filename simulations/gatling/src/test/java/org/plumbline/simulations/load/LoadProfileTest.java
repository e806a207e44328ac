package org.plumbline.simulations.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
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
