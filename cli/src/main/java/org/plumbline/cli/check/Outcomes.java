package org.plumbline.cli.check;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.plumbline.capacity.claim.ClaimCatalogue;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.capacity.fit.ConnectionMemory;
import org.plumbline.capacity.fit.PredictionReport;
import org.plumbline.capacity.judge.ClaimJudge;
import org.plumbline.capacity.judge.JudgedClaim;
import org.plumbline.capacity.judge.Promises;
import org.plumbline.capacity.projection.Projection;
import org.plumbline.capacity.simulation.StormValidation;
import org.plumbline.cli.report.JUnitReport;
import org.plumbline.cli.report.ReportPage;
import org.plumbline.cli.report.RunData;
import org.plumbline.cli.report.Shown;
import org.plumbline.cli.run.ExitCode;
import org.plumbline.cli.run.Json;
import org.plumbline.cli.run.Manifest;
import org.plumbline.cli.run.Promise;
import org.plumbline.cli.run.RunFolder;
import org.plumbline.cli.run.Summary;

/** From the raw files of a run to its verdicts, its exit code and its reports. */
public final class Outcomes {
  /** Says only whether the measurement is worth something. */
  static final String GENERATOR = "generator_not_saturated";

  private Outcomes() {}

  /** Judges all claims by the formulas and by this evidence. */
  public static List<JudgedClaim> judge(List<Evidence> evidence) {
    return new ClaimJudge(ClaimCatalogue.load()).judge(evidence);
  }

  /** Judges a run from what its folder holds. */
  public static Summary judge(RunFolder folder) {
    Manifest manifest = folder.manifest();
    List<Evidence> evidence = folder.evidence();
    List<JudgedClaim> claims = judge(evidence);
    List<Promise> promises = promises(evidence);
    ExitCode exit = exitCode(promises, evidence);
    return new Summary(
        Summary.SCHEMA,
        manifest.run(),
        manifest.profile(),
        exit.number(),
        meaning(exit, promises, evidence),
        Summary.count(claims),
        promises,
        Projection.of(evidence),
        prediction(folder, manifest, evidence),
        caveats(manifest, evidence),
        claims);
  }

  /** Measured storms are compared with simulated ones, from the run's own seed. */
  private static PredictionReport prediction(
      RunFolder folder, Manifest manifest, List<Evidence> evidence) {
    return PredictionReport.of(
            evidence, ConnectionMemory.read(folder.path()), manifest.machine().cores())
        .with(StormValidation.of(evidence, manifest.seed()));
  }

  /** What the judge counts as promises of the messenger, with what became of each. */
  static List<Promise> promises(List<Evidence> all) {
    List<Promise> promises = new ArrayList<>();
    for (Evidence evidence : all) {
      if (Promises.areMadeIn(evidence)) {
        for (Finding finding : evidence.findings()) {
          if (Promises.isPromise(finding)) {
            promises.add(promise(evidence, finding));
          }
        }
      }
    }
    return promises;
  }

  private static Promise promise(Evidence evidence, Finding finding) {
    return new Promise(
        evidence.id(),
        finding.id(),
        finding.outcome(),
        finding.summary(),
        finding.witnesses(),
        evidence.file());
  }

  /** Writes {@code summary.json}, {@code junit.xml} and {@code report.html}. */
  public static void write(RunFolder folder, Summary summary) {
    RunData run = RunData.of(folder, summary);
    Json.writeText(folder.path().resolve(RunFolder.JUNIT), JUnitReport.render(run));
    Json.writeText(folder.path().resolve(RunFolder.REPORT), ReportPage.render(run));
    folder.write(summary);
  }

  /** A broken promise outweighs unclear evidence; a wrong claim of a document is a finding. */
  static ExitCode exitCode(List<Promise> promises, List<Evidence> evidence) {
    if (promises.stream().anyMatch(promise -> promise.outcome() == Outcome.BROKEN)) {
      return ExitCode.BROKEN;
    }
    boolean unclear = promises.stream().anyMatch(promise -> promise.outcome() == Outcome.UNKNOWN);
    return unclear || evidence.stream().anyMatch(Outcomes::isWorthless)
        ? ExitCode.INCONCLUSIVE
        : ExitCode.OK;
  }

  /** The exit code in words, and what brought it about. */
  private static String meaning(ExitCode exit, List<Promise> promises, List<Evidence> evidence) {
    return switch (exit) {
      case BROKEN -> exit.meaning() + " " + names(promises, Outcome.BROKEN) + ".";
      case INCONCLUSIVE ->
          exit.meaning()
              + (evidence.stream().anyMatch(Outcomes::isSaturated)
                  ? " The load generator was the bottleneck."
                  : " " + unclear(promises, evidence) + ".");
      default -> exit.meaning();
    };
  }

  private static String unclear(List<Promise> promises, List<Evidence> evidence) {
    String worthless =
        evidence.stream()
            .filter(Outcomes::isWorthless)
            .map(one -> Shown.title(one.id()) + " tested nothing")
            .collect(Collectors.joining("; "));
    return worthless.isEmpty() ? names(promises, Outcome.UNKNOWN) : worthless;
  }

  private static String names(List<Promise> promises, Outcome outcome) {
    return promises.stream()
        .filter(promise -> promise.outcome() == outcome)
        .map(promise -> Shown.title(promise.source()) + ": " + Shown.words(promise.id()))
        .collect(Collectors.joining("; "));
  }

  /** A drill without its fault, or a load without a generator fast enough, shows nothing. */
  private static boolean isWorthless(Evidence evidence) {
    return Promises.areMadeIn(evidence)
        && evidence.findings().stream()
            .anyMatch(
                finding ->
                    Promises.isAboutTheMeasurement(finding) && finding.outcome() != Outcome.HELD);
  }

  private static boolean isSaturated(Evidence evidence) {
    return evidence
        .finding(GENERATOR)
        .filter(finding -> finding.outcome() != Outcome.HELD)
        .isPresent();
  }

  private static List<String> caveats(Manifest manifest, List<Evidence> evidence) {
    List<String> caveats = new ArrayList<>();
    caveats.add(
        "The load generator, both chat nodes and all data servers share this machine's "
            + manifest.machine().cores()
            + " cores: absolute times say less than ratios and counts.");
    if (manifest.revision().dirty()) {
      caveats.add("The checkout had local changes: the commit alone does not say what ran.");
    }
    if (manifest.machine().loadBefore() > manifest.machine().cores()) {
      caveats.add("The machine was busy before the run started; latencies suffer from that.");
    }
    for (Evidence one : evidence) {
      one.findings().stream()
          .filter(finding -> finding.id().equals(GENERATOR))
          .map(Finding::summary)
          .forEach(caveats::add);
    }
    return caveats;
  }
}
