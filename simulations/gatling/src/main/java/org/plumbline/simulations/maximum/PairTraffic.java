package org.plumbline.simulations.maximum;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.plumbline.simulations.calibration.NodeMeter;
import org.plumbline.simulations.load.LoadContext;
import org.plumbline.simulations.load.LoadFailure;
import org.plumbline.simulations.measure.SaturationRule;
import org.plumbline.swarm.Sending;
import org.plumbline.swarm.Swarm;
import org.plumbline.swarm.SwarmFailure;
import org.plumbline.swarm.TrafficReport;

/**
 * Traffic between pairs: any rate is offered, and told what became of it. Not for several threads.
 */
final class PairTraffic implements AutoCloseable {

  private static final String NAME = MaximumScenario.NAME;
  private static final int TEXT_BYTES = 100;
  private static final int TRAFFICS = 'z' - 'a' + 1;
  private static final Duration LEAD = Duration.ofMillis(300);
  private static final Duration EMPTY_WITHIN = Duration.ofSeconds(30);
  private static final long LOOK_EVERY_MILLIS = 200;
  private static final long CALM_LOOK_MILLIS = 500;
  private static final double CALM_CORES = 0.5;
  private static final Duration CALM_WITHIN = Duration.ofSeconds(20);

  private final LoadContext context;
  private final Swarm swarm;
  private final List<List<Sending.Lane>> lanes;
  private final NodeMeter meter;
  private final ProcessTimes times;
  private int traffics;

  private PairTraffic(LoadContext context, Swarm swarm, List<List<Sending.Lane>> lanes) {
    this.context = context;
    this.swarm = swarm;
    this.lanes = lanes;
    this.meter = new NodeMeter(context.nodes(), System::nanoTime);
    Map<String, Collection<Long>> processes = new HashMap<>();
    context.processes().forEach((name, pid) -> processes.put(name, List.of(pid)));
    processes.put(Measured.SWARM, swarm.pids());
    this.times = new ProcessTimes(processes);
  }

  /** Makes the users and opens their sockets; all of them must stand. */
  static PairTraffic open(LoadContext context, int pairs, Instant started)
      throws LoadFailure, InterruptedException {
    Pairs made = Pairs.make(context, pairs, started);
    return new PairTraffic(context, made.stand(context), made.lanes());
  }

  /**
   * Offers a rate, and waits until all is answered and the log is empty again.
   *
   * @param rate messages a second of all pairs together
   */
  Measured measure(double rate, Duration settling, Duration length)
      throws LoadFailure, InterruptedException {
    try {
      List<Sending> parts = parts(rate, settling, length);
      Sending any = parts.getFirst();
      swarm.send(parts);
      sleepUntil(any.endNanos() - length.toNanos());
      Map<String, Double> cpuBefore = times.micros();
      long from = System.nanoTime();
      Optional<NodeMeter.Reading> before = read();
      sleepUntil(any.endNanos());
      Map<String, Double> cpu = ProcessTimes.between(cpuBefore, times.micros());
      double seconds = (System.nanoTime() - from) / 1e9;
      Optional<NodeMeter.Reading> after = read();
      swarm.await(any, context.profile().drainMax());
      TrafficReport report = swarm.report().traffics().get(any.id());
      if (report == null) {
        throw new LoadFailure("the swarm knows nothing of its traffic " + any.id(), null);
      }
      awaitEmptyLog();
      return measured(rate, length, report, cpu, seconds, before, after);
    } catch (SwarmFailure e) {
      throw new LoadFailure(String.valueOf(e.getMessage()), e);
    }
  }

  private List<Sending> parts(double rate, Duration settling, Duration length) {
    char id = (char) ('a' + traffics % TRAFFICS);
    long begin = System.nanoTime() + LEAD.toNanos();
    List<Sending> parts = new ArrayList<>();
    int senders = lanes.stream().mapToInt(List::size).sum();
    for (int part = 0; part < lanes.size(); part++) {
      parts.add(
          new Sending(
              id,
              new Sending.Others(lanes.get(part)),
              rate * lanes.get(part).size() / senders,
              begin,
              settling,
              length,
              MaximumPlan.SLICES,
              TEXT_BYTES,
              context.seed() * 1_000 + traffics * 10L + part));
    }
    traffics++;
    return parts;
  }

  private Measured measured(
      double rate,
      Duration length,
      TrafficReport report,
      Map<String, Double> cpu,
      double seconds,
      Optional<NodeMeter.Reading> before,
      Optional<NodeMeter.Reading> after) {
    long intended = report.sent() + report.unsent();
    Histogram delivery = Measured.sum(report.delivery());
    double lagMillis = Measured.sum(report.lag()).getValueAtPercentile(99) / 1e3;
    int cores = Runtime.getRuntime().availableProcessors();
    double share =
        cpu.getOrDefault(Measured.SWARM, 0.0)
            / (seconds * 1e6 * cores * context.profile().generatorShare());
    Level level =
        new Level(
            rate,
            length.toNanos() / 1e9,
            intended,
            report.acknowledged(),
            growth(before, after, "messenger_messages_total", "outcome=\"accepted\""),
            growth(before, after, "messenger_persisted_total", ""),
            Measured.p99Millis(delivery, intended),
            SaturationRule.HOUSE.passedLimits(share, lagMillis));
    return new Measured(
        level,
        report.delivery(),
        report.lag(),
        report.delivered(),
        cpu,
        share,
        growth(before, after, "messenger_directory_seconds_count", ""));
  }

  private static double growth(
      Optional<NodeMeter.Reading> before,
      Optional<NodeMeter.Reading> after,
      String counter,
      String label) {
    return before.isPresent() && after.isPresent()
        ? after.get().sum(counter, label) - before.get().sum(counter, label)
        : Double.NaN;
  }

  /** Empty when a node is too busy to answer in time. */
  private Optional<NodeMeter.Reading> read() throws InterruptedException {
    try {
      return Optional.of(meter.read());
    } catch (IOException e) {
      context.progress().accept(NAME + ": a node did not tell its counters: " + e.getMessage());
      return Optional.empty();
    }
  }

  /** What piled up must not be measured with the next rate. */
  private void awaitEmptyLog() throws InterruptedException {
    long until = System.nanoTime() + EMPTY_WITHIN.toNanos();
    double before = -1;
    while (System.nanoTime() < until) {
      Optional<NodeMeter.Reading> reading = read();
      double persisted =
          reading.map(each -> each.sum("messenger_persisted_total", "")).orElse(Double.NaN);
      double behind =
          reading.map(each -> each.sum("messenger_consumer_lag_records", "")).orElse(Double.NaN);
      if (behind == 0 && persisted == before) {
        return;
      }
      before = persisted;
      Thread.sleep(LOOK_EVERY_MILLIS);
    }
  }

  /**
   * Waits until all servers together use less than half a core, which without traffic means that
   * nothing is being flushed, compacted or compiled any more; bounded, since the measurement that
   * follows says by itself whether it was disturbed.
   */
  void awaitCalm() throws InterruptedException {
    long until = System.nanoTime() + CALM_WITHIN.toNanos();
    double cores = Double.POSITIVE_INFINITY;
    while (cores >= CALM_CORES && System.nanoTime() < until) {
      Map<String, Double> before = times.micros();
      long from = System.nanoTime();
      Thread.sleep(CALM_LOOK_MILLIS);
      double micros =
          ProcessTimes.between(before, times.micros()).values().stream()
              .mapToDouble(Double::doubleValue)
              .sum();
      cores = micros * 1e3 / (System.nanoTime() - from);
    }
  }

  private static void sleepUntil(long nanos) throws InterruptedException {
    long left = nanos - System.nanoTime();
    if (left > 0) {
      TimeUnit.NANOSECONDS.sleep(left);
    }
  }

  @Override
  public void close() {
    meter.close();
    swarm.close();
  }
}
