package org.plumbline.simulations.driver;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.simulations.load.LoadContext;
import org.plumbline.simulations.measure.GeneratorMeter;
import org.plumbline.simulations.measure.LatencyLine;
import org.plumbline.simulations.measure.Percentiles;
import org.plumbline.simulations.measure.SaturationRule;

/** The evidence of one load while it is put together. Used by one thread. */
public final class LoadReport {

  private final String name;
  private final LoadContext context;
  private final Map<String, String> settings = new TreeMap<>();
  private final SortedMap<String, Figure> figures = new TreeMap<>();
  private final List<Finding> findings = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final List<String> files = new ArrayList<>();

  /** A report with the settings that every load has: profile, nodes, seed. */
  public LoadReport(String name, LoadContext context) {
    this.name = name;
    this.context = context;
    set("profile", context.profile().name());
    set("nodes", context.nodes().size());
    set("seed", context.seed());
    set("generator_share", context.profile().generatorShare());
  }

  /** A setting that shaped the result. */
  public LoadReport set(String setting, Object value) {
    settings.put(setting, value.toString());
    return this;
  }

  /** A figure. */
  public LoadReport put(String figure, Figure value) {
    figures.put(figure, value);
    return this;
  }

  /** A count. */
  public LoadReport count(String figure, long value) {
    return put(figure, Figure.count(value));
  }

  /** These figures. */
  public LoadReport putAll(Map<String, Figure> values) {
    figures.putAll(values);
    return this;
  }

  /** Median and 99th percentile as {@code NAME_p50} and {@code NAME_p99}, if anything was timed. */
  public LoadReport latency(String part, Percentiles percentiles) {
    if (percentiles.total() > 0) {
      put(part + "_p50", percentiles.figure(50, context.seed()));
      put(part + "_p99", percentiles.figure(99, context.seed()));
    }
    return this;
  }

  /** What the driver, this very process, used, how late it began, and whether that is sound. */
  public LoadReport generator(GeneratorMeter.Use use, Percentiles lag) {
    double share = use.ofShare(context.profile().generatorShare());
    put("generator_cpu_share", Figure.of(share, "1", 1));
    latency(Stopwatches.LAG, lag);
    return find(SaturationRule.HOUSE.finding(share, lag.micros(99) / 1e3));
  }

  /** The limits that the generator passed; none when it was sound. */
  public List<String> passedLimits(GeneratorMeter.Use use, Percentiles lag) {
    return SaturationRule.HOUSE.passedLimits(
        use.ofShare(context.profile().generatorShare()), lag.micros(99) / 1e3);
  }

  /** Judges that part's 99th percentile, which is a figure of this report already. */
  public LoadReport line(LatencyLine line, String part, List<String> passedLimits) {
    return find(line.judge(figures.get(part + "_p99"), passedLimits));
  }

  /** A finding. */
  public LoadReport find(Finding finding) {
    findings.add(finding);
    return this;
  }

  /** These findings. */
  public LoadReport findAll(Collection<Finding> some) {
    findings.addAll(some);
    return this;
  }

  /** What a reader must know. */
  public LoadReport note(String note) {
    notes.add(note);
    return this;
  }

  /** These notes. */
  public LoadReport noteAll(Collection<String> some) {
    notes.addAll(some);
    return this;
  }

  /** A raw file, relative to the run's folder. */
  public LoadReport file(String file) {
    files.add(file);
    return this;
  }

  /** All of it. */
  public Evidence evidence(Instant started, Instant ended) {
    return new Evidence(
        Evidence.SCHEMA,
        "load." + name,
        "load",
        started,
        ended,
        settings,
        figures,
        findings,
        notes,
        files);
  }
}
