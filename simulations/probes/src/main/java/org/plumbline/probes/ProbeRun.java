package org.plumbline.probes;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;

/** Tries probes side by side, and makes each a finding. */
public final class ProbeRun {

  /** The evidence that claims name. */
  public static final String EVIDENCE_ID = "probe.behaviour";

  private static final int AT_ONCE_MAX = 6;
  private static final long PROBE_SECONDS_MAX = 60;

  private final String evidenceId;
  private final List<Probe> probes;
  private final InstantSource clock;

  /** Probes that make the evidence {@value #EVIDENCE_ID}. */
  public ProbeRun(List<Probe> probes, InstantSource clock) {
    this(EVIDENCE_ID, probes, clock);
  }

  /**
   * Probes that make evidence of their own.
   *
   * @param evidenceId begins with {@code probe.}
   */
  public ProbeRun(String evidenceId, List<Probe> probes, InstantSource clock) {
    this.evidenceId = evidenceId;
    this.probes = List.copyOf(probes);
    this.clock = clock;
  }

  /** Tries all of them, each within a minute. */
  public Evidence evidence(World world) throws InterruptedException {
    Instant started = clock.instant();
    List<Finding> findings = findings(world);
    long held = findings.stream().filter(each -> each.outcome() == Outcome.HELD).count();
    TreeMap<String, Figure> figures = new TreeMap<>();
    figures.put("probes", Figure.count(findings.size()));
    figures.put("held", Figure.count(held));
    return new Evidence(
        Evidence.SCHEMA,
        evidenceId,
        "probe",
        started,
        clock.instant(),
        Map.of("at_once", Integer.toString(AT_ONCE_MAX)),
        figures,
        findings,
        List.of(
            "Each probe is one short story, with users of its own or with friends whom several"
                + " share; none measures a time."),
        List.of());
  }

  private List<Finding> findings(World world) throws InterruptedException {
    Semaphore places = new Semaphore(AT_ONCE_MAX);
    ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    try {
      List<Future<Finding>> tried = new ArrayList<>();
      for (Probe probe : probes) {
        places.acquire();
        tried.add(
            executor.submit(
                () -> {
                  try {
                    return tried(probe, world);
                  } finally {
                    places.release();
                  }
                }));
      }
      List<Finding> findings = new ArrayList<>();
      for (int i = 0; i < tried.size(); i++) {
        findings.add(awaited(probes.get(i), tried.get(i)));
      }
      return findings;
    } finally {
      executor.shutdownNow();
    }
  }

  private static Finding awaited(Probe probe, Future<Finding> tried) throws InterruptedException {
    try {
      return tried.get(PROBE_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      return unknown(probe, "it did not end within " + PROBE_SECONDS_MAX + " s");
    } catch (ExecutionException e) {
      return unknown(probe, String.valueOf(e.getCause()));
    }
  }

  private static Finding tried(Probe probe, World world) throws InterruptedException {
    try {
      probe.trial().run(world);
      return Finding.of(probe.id(), Outcome.HELD, probe.shows());
    } catch (ProbeFailed e) {
      return new Finding(
          probe.id(),
          Outcome.BROKEN,
          "Not so: " + probe.shows(),
          List.of(String.valueOf(e.getMessage())));
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      return unknown(probe, e.toString());
    }
  }

  private static Finding unknown(Probe probe, String why) {
    return new Finding(
        probe.id(), Outcome.UNKNOWN, "Could not be tried: " + probe.shows(), List.of(why));
  }
}
