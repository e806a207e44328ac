package org.plumbline.cli.command;

import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.chaos.checker.Deadlines;
import org.plumbline.chaos.checker.Invariants;
import org.plumbline.chaos.history.ElleHistory;
import org.plumbline.chaos.history.HistoryEvent;
import org.plumbline.chaos.history.HistoryReader;
import org.plumbline.chaos.history.MalformedHistory;
import org.plumbline.cli.run.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plumb history RUN}: judges the recorded histories of a run again, or exports them. */
@Command(
    name = "history",
    description = "Judges the histories that a run's drills recorded by all invariants.")
final class HistoryCommand implements Callable<Integer> {

  private static final String SUFFIX = ".jsonl";

  private final Session session;

  @Mixin SharedOptions options = new SharedOptions();

  @Parameters(paramLabel = "RUN", description = "A folder, the name of one below runs/, or latest.")
  String run = "";

  @Option(
      names = "--elle",
      description = "Write each as EDN beside it, for elle-cli's model list-append.")
  boolean elle;

  HistoryCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    boolean broken = false;
    for (Path file : files(RunArgument.find(session, "RUN", run).path().resolve("history"))) {
      List<HistoryEvent> history = read(file);
      if (elle) {
        export(file, history);
      } else {
        broken |= judge(file, history);
      }
    }
    return broken ? ExitCode.BROKEN.number() : ExitCode.OK.number();
  }

  private List<Path> files(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      try (Stream<Path> all = Files.list(folder)) {
        List<Path> histories =
            all.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
        if (!histories.isEmpty()) {
          return histories;
        }
      }
    }
    throw new UsageError("RUN", run, "a run in which a drill recorded a history");
  }

  private static List<HistoryEvent> read(Path file) throws IOException {
    try {
      return HistoryReader.readAll(file);
    } catch (MalformedHistory e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  private void export(Path file, List<HistoryEvent> history) throws IOException {
    String name = String.valueOf(file.getFileName());
    Path target = file.resolveSibling(name.substring(0, name.length() - SUFFIX.length()) + ".edn");
    try (Writer out = Files.newBufferedWriter(target)) {
      ElleHistory.write(history, out);
    }
    session.terminal().out().println(target);
  }

  private boolean judge(Path file, List<HistoryEvent> history) {
    Invariants invariants = Invariants.judge(history, Deadlines.standard(), Set.of());
    PrintStream out = session.terminal().out();
    out.println(file.getFileName() + ": " + history.size() + " events");
    boolean broken = false;
    for (Finding finding : invariants.findings()) {
      String outcome = finding.outcome().name().toLowerCase(Locale.ROOT);
      out.println("  " + outcome + " " + finding.id() + ": " + finding.summary());
      finding.witnesses().forEach(witness -> out.println("    " + witness));
      broken |= finding.outcome() == Outcome.BROKEN;
    }
    String rest = invariants.notExercised();
    if (!rest.isEmpty()) {
      out.println("  " + rest);
    }
    return broken;
  }
}
