package org.plumbline.cli.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The benchmarks of a run beside those of the newest earlier run that has any.
 *
 * @param schema always {@value #SCHEMA}
 * @param run the folder's name
 * @param earlier the other folder's name; null when there is none to compare with
 * @param rows in the order of this run
 * @param turns what benchmarks say that took two ways in turns
 * @param notes what a reader must know: files that could not be read, runs of unlike settings
 */
public record Comparison(
    String schema,
    String run,
    @Nullable String earlier,
    List<Row> rows,
    List<Turns> turns,
    List<String> notes) {

  /** The version of the format. */
  public static final String SCHEMA = "plumbline/benchmarks/1";

  /** How two intervals lie; {@code UNKNOWN} when one of them is. */
  public enum Intervals {
    OVERLAP,
    APART,
    UNKNOWN
  }

  /**
   * One benchmark.
   *
   * @param earlier null when the other run lacks it
   * @param ratio of this score to the earlier one; null like it
   * @param intervals null like it
   */
  public record Row(
      Score now, @Nullable Score earlier, @Nullable Double ratio, @Nullable Intervals intervals) {

    static Row of(Score now, @Nullable Score earlier) {
      return earlier == null
          ? new Row(now, null, null, null)
          : new Row(
              now,
              earlier,
              earlier.value() == 0 ? null : now.value() / earlier.value(),
              intervals(now, earlier));
    }

    private static Intervals intervals(Score one, Score other) {
      Double error = one.error();
      Double otherError = other.error();
      if (error == null || otherError == null) {
        return Intervals.UNKNOWN;
      }
      return Math.abs(one.value() - other.value()) <= error + otherError
          ? Intervals.OVERLAP
          : Intervals.APART;
    }
  }

  public Comparison {
    rows = List.copyOf(rows);
    turns = List.copyOf(turns);
    notes = List.copyOf(notes);
  }

  /**
   * Reads the run's results and looks for earlier ones beside its folder. An earlier file that is
   * malformed is named in the notes, and the next older one is taken.
   *
   * @throws MalformedResults when the run's own results are
   */
  public static Comparison of(Path runFolder) throws MalformedResults {
    List<Score> now = Results.read(runFolder.resolve(Results.FILE));
    List<Turns> turns = Results.turns(runFolder.resolve(Results.FILE));
    List<String> notes = new ArrayList<>();
    for (Path other : earlier(runFolder)) {
      try {
        List<Score> then = Results.read(other.resolve(Results.FILE));
        List<Row> rows = rows(now, then);
        rows.stream().flatMap(Comparison::unlike).distinct().forEach(notes::add);
        return new Comparison(SCHEMA, name(runFolder), name(other), rows, turns, notes);
      } catch (MalformedResults e) {
        notes.add("not compared with: " + e.getMessage());
      }
    }
    return new Comparison(SCHEMA, name(runFolder), null, rows(now, List.of()), turns, notes);
  }

  private static List<Row> rows(List<Score> now, List<Score> then) {
    Map<String, Score> byKey = new HashMap<>();
    then.forEach(score -> byKey.put(score.key(), score));
    return now.stream().map(score -> Row.of(score, byKey.get(score.key()))).toList();
  }

  private static Stream<String> unlike(Row row) {
    Score earlier = row.earlier();
    return earlier == null || earlier.run().equals(row.now().run())
        ? Stream.of()
        : Stream.of(
            "the runs are not alike: now " + row.now().run() + ", earlier " + earlier.run());
  }

  /** The folders of earlier runs with results, newest first: their names are their times. */
  private static List<Path> earlier(Path runFolder) {
    try (Stream<Path> folders = Files.list(runFolder.toAbsolutePath().getParent())) {
      return folders
          .filter(folder -> name(folder).compareTo(name(runFolder)) < 0)
          .filter(folder -> Files.isRegularFile(folder.resolve(Results.FILE)))
          .sorted(Comparator.comparing(Comparison::name).reversed())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list the runs beside " + runFolder, e);
    }
  }

  private static String name(Path folder) {
    return folder.toAbsolutePath().normalize().getFileName().toString();
  }
}
