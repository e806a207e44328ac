package org.plumbline.chaos.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerFlagsTest {
  @Test
  void shouldListenOnLoopbackWhenNothingIsSaid() {
    assertThat(ServerFlags.parse(List.of(), 7))
        .isEqualTo(new ServerFlags("localhost", 8474, Optional.empty(), 7, false, false));
  }

  @Test
  void shouldReadEveryFlagWhenAllAreGiven() {
    var arguments =
        List.of(
            "-host",
            "127.0.0.2",
            "--port=0",
            "-config",
            "a.json",
            "-seed=5",
            "-proxy-metrics",
            "-version=true");

    assertThat(ServerFlags.parse(arguments, 7))
        .isEqualTo(new ServerFlags("127.0.0.2", 0, Optional.of("a.json"), 5, true, true));
  }

  @ParameterizedTest
  @CsvSource({
    "-port=70000, port: 70000 (expected: 0..65535)",
    "-port=x, port: x (expected: a whole number)",
    "-seed, flag needs an argument: -seed",
    "-proxy-metrics=maybe, 'proxy-metrics: maybe (expected: true or false)'",
    "-what, flag provided but not defined: -what",
    "what, what: not a flag (expected: -name value)",
  })
  void shouldNameTheFlagWhenItIsWrong(String argument, String message) {
    assertThatThrownBy(() -> ServerFlags.parse(List.of(argument), 7)).hasMessage(message);
  }
}
