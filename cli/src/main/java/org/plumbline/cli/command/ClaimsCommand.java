package org.plumbline.cli.command;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.judge.Amount;
import org.plumbline.capacity.judge.Decision;
import org.plumbline.capacity.judge.DecisionJudge;
import org.plumbline.capacity.judge.JudgedClaim;
import org.plumbline.capacity.judge.Verdict;
import org.plumbline.cli.check.Outcomes;
import org.plumbline.cli.console.TextTable;
import org.plumbline.cli.report.ClaimText;
import org.plumbline.cli.report.DecisionText;
import org.plumbline.cli.run.ExitCode;
import org.plumbline.cli.run.Json;
import org.plumbline.cli.run.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plumb claims [ID]}: all claims with their verdicts, or one explained. */
@Command(
    name = "claims",
    description = "Lists all claims with their verdicts, or explains one.",
    footer =
        "%nJudges by the formulas and by the evidence of a run, the latest finished one by"
            + " default.")
final class ClaimsCommand implements Callable<Integer> {
  private static final int STATEMENT_MAX = 70;

  private final Session session;

  @Mixin SharedOptions options = new SharedOptions();

  @Parameters(arity = "0..1", paramLabel = "ID", description = "A claim, for example S0-15.")
  @Nullable String id;

  @Option(
      names = "--run",
      paramLabel = "RUN",
      defaultValue = "latest",
      description = "The run whose evidence counts: a folder, a name below runs/, latest or none.")
  String run = "latest";

  @Option(
      names = "--contradictions",
      description = "The questions on which the documents contradict each other, instead.")
  boolean contradictions;

  ClaimsCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    List<Evidence> evidence = evidence();
    List<JudgedClaim> judged = Outcomes.judge(evidence);
    String wanted = id;
    if (contradictions) {
      if (wanted != null) {
        throw new UsageError("ID", wanted, "none beside --contradictions");
      }
      return decisions(DecisionJudge.decide(judged, evidence));
    }
    List<JudgedClaim> chosen = wanted == null ? judged : List.of(find(judged, wanted));
    PrintStream out = session.terminal().out();
    if (options.isJson()) {
      out.println(Json.text(Map.of("claims", chosen)));
    } else if (wanted != null) {
      out.print(ClaimText.render(chosen.getFirst(), session.terminal()));
    } else {
      out.print(table(chosen));
    }
    return ExitCode.OK.number();
  }

  private int decisions(List<Decision> decisions) {
    PrintStream out = session.terminal().out();
    if (options.isJson()) {
      out.println(Json.text(Map.of("contradictions", decisions)));
    } else {
      out.print(DecisionText.render(decisions, session.terminal()));
    }
    return ExitCode.OK.number();
  }

  private List<Evidence> evidence() {
    if (run.equals("none")) {
      return List.of();
    }
    if (run.equals("latest")) {
      return RunFolder.latest(session.runs()).map(RunFolder::evidence).orElseGet(List::of);
    }
    return RunArgument.find(session, "--run", run).evidence();
  }

  private static JudgedClaim find(List<JudgedClaim> judged, String wanted) {
    return judged.stream()
        .filter(claim -> claim.id().equalsIgnoreCase(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageError(
                    "ID",
                    wanted,
                    "one of " + judged.getFirst().id() + " to " + judged.getLast().id()));
  }

  private static String table(List<JudgedClaim> claims) {
    TextTable table = new TextTable("id", "verdict", "kind", "claim", "claimed", "found");
    for (JudgedClaim claim : claims) {
      table.row(
          claim.id(),
          claim.verdict().text(),
          claim.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
          ClaimText.brief(claim.statement(), STATEMENT_MAX),
          text(claim.claimed()),
          text(claim.found()));
    }
    return table.render() + System.lineSeparator() + counts(claims);
  }

  private static String counts(List<JudgedClaim> claims) {
    String each =
        Arrays.stream(Verdict.values())
            .map(
                verdict ->
                    verdict.text()
                        + " "
                        + claims.stream().filter(claim -> claim.verdict() == verdict).count())
            .collect(Collectors.joining(", "));
    return claims.size() + " claims: " + each + System.lineSeparator();
  }

  private static String text(@Nullable Amount amount) {
    return amount == null ? "" : ClaimText.brief(amount.text(), STATEMENT_MAX);
  }
}
