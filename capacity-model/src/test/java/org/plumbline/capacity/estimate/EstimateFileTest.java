package org.plumbline.capacity.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EstimateFileTest {
  private static final String VALID =
      """
      # A design of our own.
      users: 2 million
      messages_per_user_per_day: 10
      message_size: {value: 200 B, source: a guess}
      concurrent_share: 0.5
      retention: 2 years
      """;

  @TempDir Path folder;

  @Test
  void shouldReadPlainValuesAndValuesWithASource() throws IOException {
    Estimate estimate = read(VALID);
    assertThat(estimate.name()).isEqualTo("mine.yaml");
    assertThat(estimate.users()).extracting(u -> u.value().value()).isEqualTo(2e6);
    assertThat(estimate.users().source()).isEqualTo("stated in the file");
    assertThat(estimate.messageSize().source()).isEqualTo("a guess");
    assertThat(estimate.replicationFactor().source()).isEqualTo("not stated; three replicas");
    assertThat(estimate.connections().value()).isEqualTo(1e6);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "message_size: {value: 200 B, source: a guess} | message_size: 2 kb | :4: message_size: 2"
            + " kb: 'kb' is ambiguous (expected: kB",
        "users: 2 million | users: -3 | :2: users: -3 (expected: >= 0)",
        "users: 2 million | users: 0 | :2: users: 0 (expected: a count > 0)",
        "users: 2 million | users: 2 TB | :2: users: 2 TB (expected: a count such as",
        "users: 2 million | usres: 2 million | :1: users: missing (expected: a count > 0)",
        "concurrent_share: 0.5 | concurrent_share: 20 | :5: concurrent_share: 20 (expected: a share"
            + " > 0 and <= 1",
        "retention: 2 years | retention: for ever | :6: retention: for ever (expected: a number and"
            + " a unit)",
        "retention: 2 years | retention: | :6: retention: empty (expected: a value, or {value,"
            + " source})",
        "retention: 2 years | retention: [1, 2] | :6: retention: a list (expected: a value",
        "source: a guess | author: me | :4: message_size.author: unknown key (expected: value,"
            + " source)",
        "value: 200 B, source | source | :4: message_size: no value (expected: {value, source})",
        "users: 2 million | 'users: \"2 million' | valid YAML",
      })
  void shouldNameFileLineFieldValueAndExpectationWhenMalformed(
      String old, String planted, String complaint) {
    assertThat(VALID).contains(old);
    assertThatThrownBy(() -> read(VALID.replace(old, planted)))
        .isInstanceOf(MalformedEstimate.class)
        .hasMessageContaining("mine.yaml:")
        .hasMessageContaining(complaint);
  }

  @Test
  void shouldRefuseUnknownAndRepeatedKeys() {
    assertThatThrownBy(() -> read(VALID + "colour: blue\n"))
        .hasMessageContaining("mine.yaml:7: colour: unknown key (expected: one of")
        .hasMessageContaining("users");
    assertThatThrownBy(() -> read(VALID + "users: 3\n"))
        .hasMessageContaining("mine.yaml:7: users: given twice (expected: each field once)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "just text", "- a\n- list\n"})
  void shouldRefuseWhatIsNoMapping(String content) {
    assertThatThrownBy(() -> read(content))
        .isInstanceOf(MalformedEstimate.class)
        .hasMessageContaining("no mapping");
  }

  @Test
  void shouldSayThatAFileIsMissing() {
    assertThatThrownBy(() -> EstimateFile.read(folder.resolve("absent.yaml")))
        .isInstanceOf(MalformedEstimate.class)
        .hasMessageContaining("absent.yaml")
        .hasMessageContaining("missing");
  }

  @Test
  void shouldNameTheKnownPresetsWhenAnotherIsAskedFor() {
    assertThatThrownBy(() -> Estimate.preset("s9"))
        .hasMessage("preset: s9 (expected: one of [s0, s1, s2, s3, s4])");
  }

  private Estimate read(String content) throws IOException {
    Path file = folder.resolve("mine.yaml");
    Files.writeString(file, content);
    return EstimateFile.read(file);
  }
}
