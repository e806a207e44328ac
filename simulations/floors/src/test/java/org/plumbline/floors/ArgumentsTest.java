package org.plumbline.floors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;

class ArgumentsTest {

  private static Arguments of(String... words) {
    return Arguments.parse(words, Set.of("threads", "host"));
  }

  @Test
  void shouldReadWhatIsGivenAndFallBackForTheRest() {
    Arguments arguments = of("threads=3");

    assertThat(arguments.number("threads", 1, 1, 8)).isEqualTo(3);
    assertThat(arguments.text("host", "127.0.0.1")).isEqualTo("127.0.0.1");
  }

  @Test
  void shouldNameFieldValueAndBoundsWhenANumberIsWrong() {
    assertThatThrownBy(() -> of("threads=9").number("threads", 1, 1, 8))
        .hasMessage("threads: 9 (expected: 1 to 8)");
    assertThatThrownBy(() -> of("threads=many").number("threads", 1, 1, 8))
        .hasMessage("threads: many (expected: 1 to 8)");
  }

  @Test
  void shouldRefuseAWordThatIsNotKnown() {
    assertThatThrownBy(() -> of("depth=1"))
        .hasMessage("depth=1 (expected: name=value with a name of [host, threads])");
    assertThatThrownBy(() -> of("threads"))
        .hasMessage("threads (expected: name=value with a name of [host, threads])");
  }

  @Test
  void shouldAskForATextThatHasNoFallback() {
    assertThatThrownBy(() -> of().text("host", null)).hasMessage("host: none (expected: host=...)");
  }
}
