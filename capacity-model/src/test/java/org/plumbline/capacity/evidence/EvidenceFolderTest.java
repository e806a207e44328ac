package org.plumbline.capacity.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvidenceFolderTest {
  private static final Instant START = Instant.parse("2026-11-22T04:00:00Z");

  @TempDir Path run;

  @Test
  void shouldReadBackWhatWasWritten() {
    EvidenceFolder folder = new EvidenceFolder(run);
    Evidence evidence = sample("load.one_to_one");
    folder.write(evidence);
    assertThat(folder.read("load.one_to_one")).contains(evidence);
    assertThat(folder.readAll()).containsExactly(evidence);
  }

  @Test
  void shouldReplaceOlderEvidenceAndLeaveNoPartialFileWhenWrittenAgain() throws IOException {
    EvidenceFolder folder = new EvidenceFolder(run);
    folder.write(sample("load.one_to_one"));
    folder.write(sample("load.one_to_one"));
    folder.write(sample("drill.no_fault"));
    try (var files = Files.list(run.resolve("evidence"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("load.one_to_one.json", "drill.no_fault.json");
    }
    assertThat(folder.readAll())
        .extracting(Evidence::id)
        .containsExactly("drill.no_fault", "load.one_to_one");
  }

  @Test
  void shouldGiveNoEvidenceWhenNothingWasWritten() {
    EvidenceFolder folder = new EvidenceFolder(run.resolve("absent"));
    assertThat(folder.readAll()).isEmpty();
    assertThat(folder.read("load.one_to_one")).isEmpty();
  }

  @Test
  void shouldUseSnakeCaseKeysAndIsoTimesOnDisk() throws IOException {
    new EvidenceFolder(run).write(sample("load.one_to_one"));
    assertThat(Files.readString(run.resolve("evidence/load.one_to_one.json")))
        .contains("\"schema\" : \"plumbline/evidence/1\"")
        .contains("\"delivery_p99\"")
        .contains("\"outcome\" : \"HELD\"")
        .contains("\"started\" : \"2026-11-22T04:00:00Z\"")
        .doesNotContain("\"file\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"samples\" : 12 | \"samples\" : -1 | figures.delivery_p99: samples: -1 (expected: >= 0)",
        "\"samples\" : 12 | \"samples\" : \"12\" | figures.delivery_p99.samples",
        "\"low\" : 11.5 | \"low\" : 14.0 | figures.delivery_p99: low: 14.0 (expected: <= high"
            + " 13.0)",
        "\"low\" : 11.5 | \"low\" : null | (expected: both or neither)",
        "\"value\" : 12.5, | '' | figures.delivery_p99.value",
        "\"unit\" : \"ms\" | \"unit\" : null | figures.delivery_p99: unit: missing",
        "\"kind\" : \"load\" | \"kind\" : \"guess\" | kind: guess (expected: one of load, drill",
        "evidence/1 | evidence/9 | schema: plumbline/evidence/9 (expected: plumbline/evidence/1)",
        "\"outcome\" : \"HELD\" | \"outcome\" : \"fine\" | findings.[0].outcome",
        "\"notes\" | \"remarks\" | notes: missing (expected: a value)",
        "\"samples\" : 12 | \"samples\" : 12, \"sigma\" : 1 | figures.delivery_p99.sigma",
        "\"ended\" : \"2026 | \"ended\" : \"2025 | (expected: not before started",
        "latency/one.hlog | /etc/one.hlog | files: /etc/one.hlog (expected: a path inside",
        "\"id\" : \"load.one_to_one\" | \"id\" : \"load.other\" | id: load.other (expected:"
            + " load.one_to_one",
      })
  void shouldNameFileAndFieldWhenEvidenceIsMalformed(String old, String planted, String expected)
      throws IOException {
    EvidenceFolder folder = new EvidenceFolder(run);
    folder.write(sample("load.one_to_one"));
    Path file = run.resolve("evidence/load.one_to_one.json");
    String content = Files.readString(file);
    assertThat(content).contains(old);
    Files.writeString(file, content.replace(old, planted));
    assertThatThrownBy(() -> folder.read("load.one_to_one"))
        .isInstanceOf(MalformedEvidence.class)
        .hasMessageContaining("load.one_to_one.json")
        .hasMessageContaining(expected);
  }

  @Test
  void shouldNameTheFileWhenItIsNotJson() throws IOException {
    Files.createDirectories(run.resolve("evidence"));
    Files.writeString(run.resolve("evidence/load.cut.json"), "{\"schema\": ");
    assertThatThrownBy(() -> new EvidenceFolder(run).readAll())
        .isInstanceOf(MalformedEvidence.class)
        .hasMessageContaining("load.cut.json");
  }

  @Test
  void shouldRefuseIdsThatLeaveTheFolder() {
    assertThatThrownBy(() -> new EvidenceFolder(run).read("../secret"))
        .hasMessageContaining("id: ../secret (expected: snake_case names joined by dots)");
  }

  @Test
  void shouldRefuseNonFiniteFigures() {
    assertThatThrownBy(() -> Figure.of(Double.NaN, "ms", 1))
        .hasMessageContaining("value: NaN (expected: a finite number)");
  }

  @Test
  void shouldNotCountAMissingOrUnknownFindingAsHeld() {
    Evidence evidence = sample("load.one_to_one");
    assertThat(evidence.held("generator_not_saturated")).isTrue();
    assertThat(evidence.held("unclear")).isFalse();
    assertThat(evidence.held("never_looked")).isFalse();
  }

  private static Evidence sample(String id) {
    TreeMap<String, Figure> figures = new TreeMap<>();
    figures.put("delivery_p99", Figure.of(12.5, "ms", 11.5, 13.0, 12));
    return new Evidence(
        Evidence.SCHEMA,
        id,
        "load",
        START,
        START.plusSeconds(30),
        Map.of("rate", "200"),
        figures,
        List.of(
            Finding.of(
                "generator_not_saturated", Outcome.HELD, "The generator used 31% of its share."),
            Finding.of("unclear", Outcome.UNKNOWN, "Too few samples.")),
        List.of("quick"),
        List.of("latency/one.hlog"));
  }
}
