package org.plumbline.cli.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.plumbline.cli.bench.Comparison;
import org.plumbline.cli.bench.ComparisonText;
import org.plumbline.cli.bench.MalformedResults;
import org.plumbline.cli.bench.Results;
import org.plumbline.cli.console.Progress;
import org.plumbline.cli.run.ExitCode;
import org.plumbline.cli.run.Json;
import org.plumbline.cli.run.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plumb bench}: the JMH benchmarks, in processes of their own, beside the last results. */
@Command(name = "bench", description = "Runs the JMH benchmarks and compares with the last run.")
final class BenchCommand implements Callable<Integer> {
  private final Session session;

  @Mixin SharedOptions options = new SharedOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "PATTERN",
      description = "A regular expression of benchmark names; all without it.")
  @Nullable String pattern;

  @Option(
      names = "--brief",
      description = "One JVM a method with 3 s measured, instead of three with 8 s each.")
  boolean brief;

  BenchCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException, InterruptedException, MalformedResults {
    Progress progress = new Progress(session.terminal(), options.quiet, session.nanoTime());
    RunFolder folder = RunFolder.create(session.runs(), session.clock().instant());
    Path results = folder.path().resolve(Results.FILE);
    progress.now("benchmarks: a process for each");
    // What JMH says while it measures is progress; our results alone go to stdout.
    Process process = new ProcessBuilder(command(results)).redirectErrorStream(true).start();
    try (BufferedReader said = process.inputReader()) {
      said.lines().forEach(session.terminal().err()::println);
      if (process.waitFor() != 0) {
        session.terminal().err().println("plumb: the benchmarks ended with " + process.exitValue());
        return ExitCode.ENVIRONMENT.number();
      }
    } finally {
      process.destroy();
    }
    print(Comparison.of(folder.path()), results);
    return ExitCode.OK.number();
  }

  private void print(Comparison comparison, Path results) {
    PrintStream out = session.terminal().out();
    if (options.isJson()) {
      out.println(Json.text(comparison));
      return;
    }
    out.print(ComparisonText.render(comparison));
    out.println("Results: " + results);
  }

  private List<String> command(Path results) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("org.openjdk.jmh.Main");
    String chosen = pattern;
    command.add(chosen == null ? "org\\.plumbline\\." : chosen);
    command.addAll(List.of("-rf", "json", "-rff", results.toString()));
    // Several JVMs, since one compiles differently from the next. JMH's own default would take
    // eight minutes for each method.
    command.addAll(
        brief
            ? List.of("-f", "1", "-wi", "2", "-w", "1", "-i", "3", "-r", "1")
            : List.of("-f", "3", "-wi", "5", "-w", "1", "-i", "8", "-r", "1"));
    if (options.isJson() || options.quiet) {
      command.addAll(List.of("-v", "SILENT"));
    }
    return command;
  }
}
