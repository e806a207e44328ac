package org.plumbline.chaos.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerFlagsTest {
  @Test
  void shouldListenOnLoopbackWhenNothingIsSaid() {
    assertThat(ServerFlags.parse(List.of(), 7))
        .isEqualTo(
            new ServerFlags("localhost", 8474, Optional.empty(), 7, false, false, false, false));
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
            "-runtime-metrics=T",
            "-version=true",
            "-help");

    assertThat(ServerFlags.parse(arguments, 7))
        .isEqualTo(
            new ServerFlags("127.0.0.2", 0, Optional.of("a.json"), 5, true, true, true, true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"word", "-", "--"})
  void shouldIgnoreTheRestWhenAWordIsNoFlag(String word) {
    assertThat(ServerFlags.parse(List.of("-seed=5", word, "-nonsense"), 7).seed()).isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "-port=70000 | invalid value \"70000\" for flag -port: (expected: 0..65535)",
        "-port=x | invalid value \"x\" for flag -port: parse error (expected: a whole number)",
        "-seed | flag needs an argument: -seed",
        "-proxy-metrics=maybe | invalid boolean value \"maybe\" for -proxy-metrics: parse error"
            + " (expected: true or false)",
        "-what | flag provided but not defined: -what",
        "---what | bad flag syntax: ---what",
      })
  void shouldNameTheFlagWhenItIsWrong(String argument, String message) {
    assertThatThrownBy(() -> ServerFlags.parse(List.of(argument), 7)).hasMessage(message);
  }
}
