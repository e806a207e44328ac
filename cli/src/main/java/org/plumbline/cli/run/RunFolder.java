package org.plumbline.cli.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.EvidenceFolder;

/** One folder {@code runs/<time>/}: where a run writes, and what a report is rebuilt from. */
public final class RunFolder {
  public static final String REPORT = "report.html";
  public static final String JUNIT = "junit.xml";
  public static final String SUMMARY = "summary.json";
  public static final String MANIFEST = "manifest.json";

  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm-ss").withZone(ZoneOffset.UTC);
  private static final int SAME_SECOND_MAX = 1_000;

  private final Path path;

  private RunFolder(Path path) {
    this.path = path;
  }

  /** A new folder below {@code runs}, its own also when another run starts in the same second. */
  public static RunFolder create(Path runs, Instant started) {
    try {
      Files.createDirectories(runs);
      for (int attempt = 0; attempt < SAME_SECOND_MAX; attempt++) {
        Path candidate = runs.resolve(NAME.format(started) + (attempt == 0 ? "" : "-" + attempt));
        try {
          return new RunFolder(Files.createDirectory(candidate));
        } catch (FileAlreadyExistsException _) {
          // Another run took the name between two tries: the next number is free.
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create a run folder in " + runs, e);
    }
    throw new IllegalStateException(runs + " holds " + SAME_SECOND_MAX + " runs of one second");
  }

  /** An existing folder; refused when it holds no manifest. */
  public static RunFolder open(Path path) {
    if (!Files.isRegularFile(path.resolve(MANIFEST))) {
      throw new IllegalArgumentException(
          "RUN: " + path + " (expected: a run folder, with " + MANIFEST + " in it)");
    }
    return new RunFolder(path);
  }

  /** The newest run that came to its end, if there is one. */
  public static Optional<RunFolder> latest(Path runs) {
    if (!Files.isDirectory(runs)) {
      return Optional.empty();
    }
    try (Stream<Path> folders = Files.list(runs)) {
      return folders
          .filter(folder -> Files.isRegularFile(folder.resolve(SUMMARY)))
          .max(Comparator.comparing(folder -> folder.getFileName().toString()))
          .map(RunFolder::new);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + runs, e);
    }
  }

  public Path path() {
    return path;
  }

  /** The folder's own name. */
  public String name() {
    return path.toAbsolutePath().normalize().getFileName().toString();
  }

  public EvidenceFolder evidenceFolder() {
    return new EvidenceFolder(path);
  }

  public List<Evidence> evidence() {
    return evidenceFolder().readAll();
  }

  public Manifest manifest() {
    return Json.read(path.resolve(MANIFEST), Manifest.class);
  }

  public void write(Manifest manifest) {
    Json.write(path.resolve(MANIFEST), manifest);
  }

  public Summary summary() {
    return Json.read(path.resolve(SUMMARY), Summary.class);
  }

  public void write(Summary summary) {
    Json.write(path.resolve(SUMMARY), summary);
  }
}
