package org.plumbline.capacity.evidence;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one load, drill, calibration or benchmark found: the only thing the model knows of a run.
 *
 * @param schema always {@value #SCHEMA}
 * @param id {@code <kind>.<name>}, for example {@code load.one_to_one}; also the file's name
 * @param kind {@code load}, {@code drill}, {@code calibration}, {@code benchmark} or {@code probe}
 * @param started when it began
 * @param ended when it was over; not before {@code started}
 * @param settings the settings that shaped the result, by name
 * @param figures the measured figures, by snake_case name
 * @param findings the checked invariants and pass lines
 * @param notes what a reader must know to judge the figures
 * @param files raw files, relative to the run folder
 */
public record Evidence(
    String schema,
    String id,
    String kind,
    Instant started,
    Instant ended,
    Map<String, String> settings,
    SortedMap<String, Figure> figures,
    List<Finding> findings,
    List<String> notes,
    List<String> files) {

  /** The version of the format that this code reads and writes. */
  public static final String SCHEMA = "plumbline/evidence/1";

  private static final List<String> KINDS =
      List.of("load", "drill", "calibration", "benchmark", "probe");

  public Evidence {
    if (!SCHEMA.equals(schema)) {
      throw new IllegalArgumentException("schema: " + schema + " (expected: " + SCHEMA + ")");
    }
    Fields.dottedName("id", id);
    if (!KINDS.contains(kind)) {
      throw new IllegalArgumentException(
          "kind: " + kind + " (expected: one of " + String.join(", ", KINDS) + ")");
    }
    Fields.present("started", started);
    Fields.present("ended", ended);
    if (ended.isBefore(started)) {
      throw new IllegalArgumentException(
          "ended: " + ended + " (expected: not before started " + started + ")");
    }
    Fields.present("settings", settings);
    Fields.present("figures", figures);
    figures.keySet().forEach(name -> Fields.name("figures", name));
    Fields.present("findings", findings);
    Fields.present("notes", notes);
    Fields.present("files", files);
    files.forEach(file -> Fields.relativePath("files", file));
    settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    figures = Collections.unmodifiableSortedMap(new TreeMap<>(figures));
    findings = List.copyOf(findings);
    notes = List.copyOf(notes);
    files = List.copyOf(files);
  }

  /** The figure of that name, if this evidence holds one. */
  public Optional<Figure> figure(String name) {
    return Optional.ofNullable(figures.get(name));
  }

  /** The finding of that id, if this evidence holds one. */
  public Optional<Finding> finding(String findingId) {
    return findings.stream().filter(finding -> finding.id().equals(findingId)).findFirst();
  }

  /** Whether the finding was made and held; a missing finding did not. */
  public boolean held(String findingId) {
    return finding(findingId).filter(finding -> finding.outcome() == Outcome.HELD).isPresent();
  }

  /** Where the evidence lies within the run folder. */
  @JsonIgnore
  public String file() {
    return EvidenceFolder.FOLDER + "/" + id + ".json";
  }
}
