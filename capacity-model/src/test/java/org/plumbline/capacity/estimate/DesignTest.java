package org.plumbline.capacity.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DesignTest {
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
    Design design = read(VALID);
    assertThat(design.name()).isEqualTo("mine.yaml");
    assertThat(design.count("users").value().value()).isEqualTo(2e6);
    assertThat(design.count("users").source()).isEqualTo("stated in the file");
    assertThat(design.size("message_size").source()).isEqualTo("a guess");
    assertThat(design.count("replication_factor").source()).isEqualTo("not stated; three replicas");
    assertThat(design.estimate().connections().value()).isEqualTo(1e6);
    assertThat(design.states("users")).isTrue();
    assertThat(design.states("replication_factor")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "40..60 | 50 | 41 | 59",
        "uniform(40, 60) | 50 | 41 | 59",
        "triangular(30, 40, 60) | 40 | 33.873 | 54.523",
        "normal(50, 10) | 50 | 33.551 | 66.449",
        "lognormal(50, 0.5) | 50 | 21.968 | 113.801",
        "= 0.5 x connections_per_server | 25000 | 25000 | 25000",
      })
  void shouldReadRangesDistributionsAndReferences(
      String text, double centre, double low, double high) throws IOException {
    Design design = read(VALID.replace("per_day: 10", "per_day: " + text));
    assertThat(at(design, 0.5, true)).isEqualTo(centre);
    assertThat(at(design, 0.05, false)).isCloseTo(low, within3());
    assertThat(at(design, 0.95, false)).isCloseTo(high, within3());
  }

  @Test
  void shouldGiveTheUnitOfTheUpperEndToTheLower() throws IOException {
    Design design = read(VALID.replace("200 B", "1..3 kB"));
    assertThat(design.size("message_size").value().bytes()).isEqualTo(2_000);
    Design other = read(VALID.replace("200 B", "500 B..1 kB"));
    assertThat(other.size("message_size").value().bytes()).isEqualTo(750);
  }

  @Test
  void shouldNotDrawWhatTheFieldForbids() throws IOException {
    Design design = read(VALID.replace("share: 0.5", "share: normal(0.9, 0.3)"));
    Inputs most = design.inputSet().values(input -> input.chosen(s -> s.quantile(0.999)));
    assertThat(most.number("concurrent_share")).isBetween(0.99, 1.0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 B | 2 kb | :4: message_size: 2 kb: 'kb' is ambiguous (expected: kB",
        "200 B | 4 KB | :4: message_size: 4 KB: 'KB' is ambiguous (expected: kB (1,000 bytes) or",
        "200 B | 800 bit | :4: message_size: 800 bit (expected: bytes, not bits: 100 B)",
        "200 B | 25 MB/s | :4: message_size: 25 MB/s (expected: a size",
        "2 million | -3 | :2: users: -3 (expected: a count",
        "2 million | 0 | :2: users: 0 (expected: a count such as 500 million or 50_000, > 0)",
        "2 million | 2 TB | :2: users: 2 TB (expected: a count such as",
        "2 million | 60..40 | :2: users: 60..40 (expected: the lower end first",
        "2 million | beta(1, 2) | :2: users: beta(1, 2) (expected: uniform(low, high)",
        "2 million | = usres | :2: users: = usres: unknown reference (expected: did you mean"
            + " users?)",
        "2 million | = users | :2: users: users = users (expected: no circle of references)",
        "2 million | = message_size | :2: users: = message_size (expected: an input that is a"
            + " count",
        "users: 2 million | usres: 2 million | :2: usres: unknown key (expected: did you mean"
            + " users?)",
        "users: 2 million | colour: blue | :1: users: missing (expected: a count",
        "0.5 | 20 | :5: concurrent_share: 20 (expected: a share such as 0.2, > 0 and <= 1)",
        "2 years | for ever | :6: retention: for ever (expected: a number and a unit)",
        "2 years | '' | :6: retention: empty (expected: a value, or {value, source})",
        "2 years | [1, 2] | :6: retention: a list (expected: a value",
        "source: a guess | author: me | :4: message_size.author: unknown key (expected: value,",
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
  void shouldReportAllThatIsWrongInTheOrderOfTheLines() {
    String bad =
        VALID.replace("2 million", "-3").replace("200 B", "2 kb").replace("0.5", "20") + "x: 1\n";
    assertThatThrownBy(() -> read(bad))
        .hasMessageMatching(
            "(?s)[^\n]*:2: users:[^\n]*\n[^\n]*:4: message_size:[^\n]*\n"
                + "[^\n]*:5: concurrent_share:[^\n]*\n[^\n]*:7: x:[^\n]*");
  }

  @Test
  void shouldRefuseACircleOfReferences() {
    assertThatThrownBy(
            () ->
                read(
                    VALID.replace("2 years", "= media_retention")
                        + "media_retention: = retention\n"))
        .hasMessageContaining(
            ":6: retention: retention = media_retention = retention (expected: no circle")
        .hasMessageContaining(":7: media_retention:");
  }

  @Test
  void shouldNotComplainOfADefaultThatFollowsWhatIsMissing() {
    assertThatThrownBy(() -> read(VALID.replace("retention: 2 years", "")))
        .hasMessageContaining(":1: retention: missing")
        .message()
        .doesNotContain("media_retention");
    assertThatThrownBy(() -> read(VALID.replace("200 B", "= bytes_in_per_message")))
        .hasMessageContaining(
            ":4: message_size: bytes_in_per_message has no value (expected: an input that has"
                + " one)");
  }

  @Test
  void shouldRefuseFieldsGivenTwice() {
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
  void shouldRefuseAFileOfTenMegabytesAFolderAndNone() throws IOException {
    Path large = folder.resolve("large.yaml");
    Files.write(large, new byte[10_000_000]);
    assertThatThrownBy(() -> Design.read(large))
        .isInstanceOf(MalformedEstimate.class)
        .hasMessageContaining("10000000 B (expected: a YAML file of at most");
    assertThatThrownBy(() -> Design.read(folder)).hasMessageContaining("no regular file");
    assertThatThrownBy(() -> Design.read(folder.resolve("absent.yaml")))
        .isInstanceOf(MalformedEstimate.class)
        .hasMessageContaining("absent.yaml")
        .hasMessageContaining("missing");
  }

  @Test
  void shouldNameTheKnownPresetsWhenAnotherIsAskedFor() {
    assertThat(Design.PRESETS).containsAll(List.of("s0", "s4"));
    assertThatThrownBy(() -> Design.preset("s9"))
        .hasMessage("preset: s9 (expected: one of " + Design.PRESETS + ")");
  }

  private static double at(Design design, double quantile, boolean centre) {
    Inputs values =
        centre
            ? design.inputSet().centre()
            : design.inputSet().values(input -> input.chosen(s -> s.quantile(quantile)));
    return values.number("messages_per_user_per_day");
  }

  private static Offset<Double> within3() {
    return within(0.001);
  }

  private Design read(String content) throws IOException {
    Path file = folder.resolve("mine.yaml");
    Files.writeString(file, content);
    return Design.read(file);
  }
}
