package org.plumbline.simulations.crowd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.compose.OpenFiles;
import org.plumbline.simulations.driver.Crowd;
import org.plumbline.simulations.driver.LoadReport;
import org.plumbline.simulations.load.LoadContext;
import org.plumbline.simulations.load.LoadFailure;
import org.plumbline.simulations.load.LoadOption;
import org.plumbline.simulations.load.LoadProfile;
import org.plumbline.simulations.load.LoadScenario;
import org.plumbline.simulations.measure.Percentiles;
import org.plumbline.swarm.Comings;
import org.plumbline.swarm.SwarmReport;
import org.plumbline.swarm.TrafficReport;

/**
 * A node is killed; its devices come back to the others by the client's rules, while devices of the
 * others write to each other.
 */
public final class ReconnectStormScenario implements LoadScenario {

  /** The scenario's name. */
  public static final String NAME = "reconnect_storm";

  private static final String TIMELINE = "timeline.csv";

  private final InstantSource clock;
  private final LongSupplier clockNanos;

  /** A scenario on these clocks; the second one is that of all processes of the machine. */
  public ReconnectStormScenario(InstantSource clock, LongSupplier clockNanos) {
    this.clock = clock;
    this.clockNanos = clockNanos;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<LoadOption> takes() {
    return Set.of(LoadOption.NODES, LoadOption.CONNECTIONS, LoadOption.RATE);
  }

  /** Those that are left have to take all. */
  @Override
  public int nodesNeeded(LoadProfile profile) {
    return 1 + OpenFiles.limits().processesFor(ReconnectPlan.connections(profile));
  }

  @Override
  public Evidence run(LoadContext context) throws LoadFailure, InterruptedException {
    Instant started = clock.instant();
    ReconnectPlan plan = ReconnectPlan.of(context.profile(), context.nodes().size());
    NodeDeath death =
        NodeDeath.prepare(NAME, context, plan, Crowd.prefix(NAME, started), clockNanos);
    return evidence(context, plan, death, death.with(ConnectStormScenario.CLIENT), started);
  }

  private Evidence evidence(
      LoadContext context,
      ReconnectPlan plan,
      NodeDeath death,
      NodeDeath.Storm seen,
      Instant started) {
    SwarmReport after = seen.report();
    TrafficReport traffic = seen.traffic();
    int alone = (int) plan.before().toSeconds();
    List<Histogram> slices = traffic.delivery();
    Percentiles quiet = new Percentiles(slices.subList(0, alone));
    Percentiles storm = new Percentiles(slices.subList(alone, slices.size()));
    long seed = context.seed();
    Comings timeline = after.timeline();
    Optional<Duration> back = ReconnectFindings.backAfter(timeline, plan.each());
    Percentiles settled =
        new Percentiles(
            back.map(time -> (int) Math.min(slices.size(), alone + time.toSeconds() + 1))
                .map(from -> slices.subList(from, slices.size()))
                .orElse(List.of()));
    List<Figure> p99 = settled.total() == 0 ? List.of() : List.of(settled.figure(99, seed));
    LoadReport report = new LoadReport(NAME, context);
    report
        .set("connections", death.connections())
        .set("connections_of_the_dead", plan.each())
        .set("backoff", ConnectStormScenario.CLIENT)
        .set("open_files_limit", OpenFiles.limits().hard())
        .set("offered_rate", plan.perSecond())
        .set("before", plan.before())
        .set("after", plan.after())
        .count("connections_ended", timeline.endedInAll())
        .count("attempts", timeline.attempts().stream().mapToLong(Long::longValue).sum())
        .count("attempts_per_second_max", most(timeline.attemptsPerSecond()))
        .count("opened_per_second_max", most(timeline.openedPerSecond()))
        .count("refused", after.refusals().values().stream().mapToLong(Long::longValue).sum())
        .count("open_at_end", after.open())
        .count("sent", traffic.sent())
        .count("delivered", traffic.delivered())
        .count("delivered_again", traffic.repeated())
        .latency("rest_delivery_before", quiet)
        .latency("rest_delivery", storm)
        .latency("rest_delivery_settled", settled)
        .count("resyncs", after.errors().getOrDefault("RESYNC", 0L));
    storm.ratioTo(quiet, 99, seed).ifPresent(ratio -> report.put("rest_delivery_p99_ratio", ratio));
    back.ifPresent(
        time -> report.put("time_to_99_percent_back", Figure.of(time.toMillis() / 1e3, "s", 1)));
    seen.use().tell(report, death.priority(), after.open());
    write(context.runFolder().resolve("load").resolve(NAME).resolve(TIMELINE), timeline);
    return report
        .findAll(
            new ReconnectFindings(
                    plan.each(), after, traffic, p99, seen.use().passedLimits(context))
                .all())
        .noteAll(notes())
        .file("load/" + NAME + "/" + TIMELINE)
        .evidence(started, clock.instant());
  }

  private static long most(List<Long> perSecond) {
    return perSecond.stream().mapToLong(Long::longValue).max().orElse(0);
  }

  /** A slot a line, since the node died. */
  private static void write(Path file, Comings timeline) {
    List<String> lines = new ArrayList<>();
    lines.add("millis,attempts,opened,ended");
    for (int slot = 0; slot < timeline.attempts().size(); slot++) {
      lines.add(
          timeline.slot().toMillis() * slot
              + ","
              + timeline.attempts().get(slot)
              + ","
              + timeline.opened().get(slot)
              + ","
              + timeline.ended().get(slot));
    }
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(file, lines);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private static List<String> notes() {
    return List.of(
        "The node is ended by SIGKILL; its devices go to the next nodes, the first try anywhere in"
            + " 5 s, then exponential with full jitter, as the client does. Attempts are counted by"
            + " the swarm, failed ones included.",
        "Open model: messages between devices of the other nodes are Poisson at a fixed rate, and"
            + " their latency runs from the intended send time, which they carry. A slice is a"
            + " second; the ratio is p99 since the node died by that before.",
        "rest_delivery is since the node died: messages of threads whose worker it was wait until"
            + " the log has given them to another one. rest_delivery_settled is from when 99% were"
            + " back.",
        "One storm is one sample: its times have no interval.",
        "Swarm, chat nodes and data servers share the machine's cores.");
  }
}
