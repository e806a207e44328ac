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
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.compose.OpenFiles;
import org.plumbline.simulations.driver.Crowd;
import org.plumbline.simulations.driver.LoadReport;
import org.plumbline.simulations.load.LoadContext;
import org.plumbline.simulations.load.LoadFailure;
import org.plumbline.simulations.load.LoadOption;
import org.plumbline.simulations.load.LoadProfile;
import org.plumbline.simulations.load.LoadScenario;

/**
 * The same node dies some times over, and each time its devices come back by another rule: what a
 * herd does to the nodes that are left, and what the jitter is worth.
 *
 * <p>It is a load and not a drill of the module chaos, since its devices are the swarm's, which the
 * drills do not know: they judge each message of tens of devices, this counts thousands of sockets.
 */
public final class ThunderingHerdScenario implements LoadScenario {

  /** The scenario's name. */
  public static final String NAME = "thundering_herd";

  private static final String TABLE = "strategies.csv";
  private static final Duration BACK_WITHIN = Duration.ofSeconds(30);

  private final InstantSource clock;
  private final LongSupplier clockNanos;

  /** A scenario on these clocks; the second one is that of all processes of the machine. */
  public ThunderingHerdScenario(InstantSource clock, LongSupplier clockNanos) {
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
    List<HerdRound> rounds = new ArrayList<>();
    for (HerdStrategy strategy : HerdStrategy.of(context.profile().name())) {
      context.progress().accept(NAME + ": " + strategy.name());
      rounds.add(new HerdRound(strategy, plan, death.with(strategy.backoff())));
    }
    return evidence(context, plan, death, rounds, started);
  }

  private Evidence evidence(
      LoadContext context,
      ReconnectPlan plan,
      NodeDeath death,
      List<HerdRound> rounds,
      Instant started) {
    LoadReport report = new LoadReport(NAME, context);
    report
        .set("connections", death.connections())
        .set("connections_of_the_dead", plan.each())
        .set("strategies", rounds.stream().map(round -> round.strategy().name()).toList())
        .set("open_files_limit", OpenFiles.limits().hard())
        .set("offered_rate", plan.perSecond())
        .set("before", plan.before())
        .set("after", plan.after());
    for (HerdRound round : rounds) {
      String name = round.strategy().name();
      report
          .count(name + "_attempts", round.attempts())
          .count(name + "_attempts_per_second_max", round.attemptsPerSecond())
          .count(name + "_opened_per_second_max", round.openedPerSecond())
          .count(name + "_refused", round.refused())
          .latency(name + "_rest_delivery_before", round.before())
          .latency(name + "_rest_delivery", round.since());
      round
          .backAfter()
          .ifPresent(
              time ->
                  report.put(
                      name + "_time_to_99_percent_back", Figure.of(time.toMillis() / 1e3, "s", 1)));
    }
    HerdRound last = rounds.getLast();
    last.storm().use().tell(report, death.priority(), last.storm().report().open());
    String file = "load/" + NAME + "/" + TABLE;
    write(context.runFolder().resolve(file), rounds);
    return report
        .findAll(findings(rounds))
        .noteAll(notes(rounds))
        .file(file)
        .evidence(started, clock.instant());
  }

  /** The client's rule keeps what it promises; the others are there to compare it with. */
  static List<Finding> findings(List<HerdRound> rounds) {
    List<Finding> findings = new ArrayList<>();
    for (HerdRound round : rounds) {
      if (round.strategy().equals(HerdStrategy.CLIENT)) {
        findings.add(back(round));
        findings.add(spread(round));
        findings.add(Lines.allDelivered("rest_all_delivered", round.storm().traffic()));
      }
    }
    return findings;
  }

  private static Finding back(HerdRound round) {
    Optional<Duration> back = round.backAfter();
    boolean died = round.storm().report().timeline().endedInAll() > 0;
    boolean inTime = back.isPresent() && back.get().compareTo(BACK_WITHIN) <= 0;
    return Finding.of(
        "back_within_30_s",
        !died ? Outcome.UNKNOWN : inTime ? Outcome.HELD : Outcome.BROKEN,
        !died
            ? "No connection ended: no node died."
            : back.map(
                    time ->
                        String.format(
                            Locale.ROOT,
                            "99%% stood again %.1f s after their node had died.",
                            time.toMillis() / 1e3))
                .orElse("99% did not stand again while it was measured."));
  }

  private static Finding spread(HerdRound round) {
    double bound = round.attemptsPerSecondMax().orElse(Double.MAX_VALUE);
    long seen = round.attemptsPerSecond();
    return Finding.of(
        "attempts_spread_over_the_window",
        seen == 0 ? Outcome.UNKNOWN : seen <= bound ? Outcome.HELD : Outcome.BROKEN,
        String.format(
            Locale.ROOT,
            "%d attempts in the busiest second (expected: at most %.0f of %d devices, those who"
                + " tried again included).",
            seen,
            bound,
            round.plan().each()));
  }

  private static void write(Path file, List<HerdRound> rounds) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(file, table(rounds));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private static List<String> table(List<HerdRound> rounds) {
    return Stream.concat(Stream.of(HerdRound.HEADER), rounds.stream().map(HerdRound::line))
        .toList();
  }

  private static List<String> notes(List<HerdRound> rounds) {
    List<String> notes =
        new ArrayList<>(
            List.of(
                "Each strategy has a storm of its own on the same nodes: the node is killed with"
                    + " SIGKILL, its devices go to the next nodes by the strategy's rule, and it is"
                    + " started again. One storm is one sample: its times have no interval.",
                "Attempts are counted by the swarm since the node died, failed ones included;"
                    + " refused counts from the first coming on. rest_delivery is of messages"
                    + " between devices of the other nodes, from the intended time; messages of"
                    + " threads whose worker died wait until the log has given them to another"
                    + " one.",
                "Swarm, chat nodes and data servers share the machine's cores."));
    notes.addAll(table(rounds));
    return notes;
  }
}
