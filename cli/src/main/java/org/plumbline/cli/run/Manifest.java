package org.plumbline.cli.run;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * {@code manifest.json}: all that somebody needs to judge or to repeat a run.
 *
 * @param schema always {@value #SCHEMA}
 * @param run the name of the run folder
 * @param command the command line without the program's name
 * @param profile {@code smoke}, {@code quick} or {@code full}
 * @param seed what all random choices of the run start from
 * @param versions what was run, by name: the JDKs, the servers, Plumbline itself
 * @param settings what shaped the figures, by name
 * @param steps what was done, in order, and how long each took
 */
public record Manifest(
    String schema,
    String run,
    String command,
    String profile,
    Instant started,
    Instant ended,
    long seed,
    Revision revision,
    Machine machine,
    SortedMap<String, String> versions,
    SortedMap<String, String> settings,
    List<Step> steps) {

  /** The version of the format that this code reads and writes. */
  public static final String SCHEMA = "plumbline/manifest/1";

  public Manifest {
    if (!SCHEMA.equals(schema)) {
      throw new IllegalArgumentException("schema: " + schema + " (expected: " + SCHEMA + ")");
    }
    versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
    settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    steps = List.copyOf(steps);
  }

  /**
   * The sources that ran.
   *
   * @param commit the full hash, or {@code unknown} outside a git checkout
   * @param dirty whether files of the checkout differed from that commit
   */
  public record Revision(String commit, boolean dirty) {
    /** The first twelve digits, marked when files differed. */
    public String brief() {
      String brief = commit.length() > 12 ? commit.substring(0, 12) : commit;
      return dirty ? brief + " with local changes" : brief;
    }
  }

  /**
   * The machine that ran them.
   *
   * @param cores processors that this process may use
   * @param memoryBytes physical memory, or the limit of the container
   * @param openFiles the hard limit of open files of one process; 0 in older manifests
   * @param connections how many connections one process can hold by it
   * @param loadBefore the system's load average of one minute before the run, negative when unknown
   */
  public record Machine(
      String system,
      String kernel,
      String architecture,
      int cores,
      long memoryBytes,
      long openFiles,
      int connections,
      double loadBefore) {}

  /**
   * One step of the run.
   *
   * @param outcome {@code done}, or a sentence that says what went wrong
   */
  public record Step(String name, double seconds, String outcome) {
    public static final String DONE = "done";
  }

  /** The same run with its end and steps filled in. */
  public Manifest finished(Instant end, Map<String, String> seenVersions, List<Step> done) {
    TreeMap<String, String> allVersions = new TreeMap<>(versions);
    allVersions.putAll(seenVersions);
    return new Manifest(
        schema,
        run,
        command,
        profile,
        started,
        end,
        seed,
        revision,
        machine,
        allVersions,
        settings,
        done);
  }
}
