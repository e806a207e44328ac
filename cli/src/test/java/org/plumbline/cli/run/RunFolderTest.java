package org.plumbline.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.capacity.claim.ClaimCatalogue;
import org.plumbline.capacity.fit.PredictionReport;
import org.plumbline.capacity.judge.ClaimJudge;
import org.plumbline.capacity.judge.JudgedClaim;
import org.plumbline.capacity.judge.Verdict;
import org.plumbline.capacity.projection.Projection;

class RunFolderTest {
  private static final Instant TIME = Instant.parse("2026-11-22T04:05:06.789Z");

  @TempDir Path runs;

  @Test
  void shouldGiveEachRunAFolderOfItsOwnWhenTwoStartInOneSecond() {
    RunFolder first = RunFolder.create(runs, TIME);
    RunFolder second = RunFolder.create(runs, TIME);

    assertThat(first.name()).isEqualTo("2026-11-22T04-05-06");
    assertThat(second.name()).isEqualTo("2026-11-22T04-05-06-1");
  }

  @Test
  void shouldTakeTheLatestRunThatCameToItsEnd() throws Exception {
    assertThat(RunFolder.latest(runs.resolve("none"))).isEmpty();
    RunFolder finished = RunFolder.create(runs, TIME);
    Files.writeString(finished.path().resolve(RunFolder.SUMMARY), "{}");
    RunFolder.create(runs, TIME.plusSeconds(60));

    assertThat(RunFolder.latest(runs)).map(RunFolder::name).contains(finished.name());
  }

  @Test
  void shouldReadBackTheManifestItWrote() {
    RunFolder folder = RunFolder.create(runs, TIME);
    Manifest manifest = manifest(folder.name());
    folder.write(manifest);

    assertThat(RunFolder.open(folder.path()).manifest()).isEqualTo(manifest);
    Manifest finished =
        manifest.finished(
            TIME.plusSeconds(9),
            Map.of("kafka", "4.3.1"),
            List.of(new Manifest.Step("a", 1, "done")));
    assertThat(finished.versions()).containsEntry("kafka", "4.3.1").containsKey("jdk");
    assertThat(finished.steps()).hasSize(1);
  }

  @Test
  void shouldRefuseAFolderWithoutManifestByName() {
    assertThatThrownBy(() -> RunFolder.open(runs))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("RUN: " + runs)
        .hasMessageContaining("expected: a run folder");
  }

  @Test
  void shouldWriteClaimsAsTheContractNamesTheirFields() throws Exception {
    List<JudgedClaim> claims = new ClaimJudge(ClaimCatalogue.load()).judge(List.of());
    RunFolder folder = RunFolder.create(runs, TIME);
    folder.write(
        new Summary(
            Summary.SCHEMA,
            folder.name(),
            "smoke",
            0,
            "fine",
            Summary.count(claims),
            List.of(),
            Projection.of(List.of()),
            PredictionReport.of(List.of(), List.of(), 2),
            List.of(),
            claims));

    String json = Files.readString(folder.path().resolve(RunFolder.SUMMARY));
    assertThat(json)
        .contains("\"schema\" : \"plumbline/summary/1\"", "\"exit_code\" : 0")
        .contains("\"id\"", "\"document\"", "\"line\"", "\"statement\"", "\"kind\"", "\"verdict\"")
        .contains("\"claimed\"", "\"found\"", "\"ratio\"", "\"cause\"", "\"consequence\"")
        .contains("\"evidence\"", "\"not run\" : ");
    assertThat(claims).hasSize(285);
    assertThat(Summary.count(claims).get("s0")).containsKeys(Verdict.values());
  }

  static Manifest manifest(String run) {
    return new Manifest(
        Manifest.SCHEMA,
        run,
        "check",
        "smoke",
        TIME,
        TIME,
        7,
        new Manifest.Revision("unknown", false),
        new Manifest.Machine("Linux", "6.1", "amd64", 2, 1L << 30, 20_000, 19_000, -1),
        new TreeMap<>(Map.of("jdk", "25")),
        new TreeMap<>(),
        List.of());
  }
}
