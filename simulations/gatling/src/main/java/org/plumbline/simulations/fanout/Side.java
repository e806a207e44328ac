package org.plumbline.simulations.fanout;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.HdrHistogram.Histogram;
import org.plumbline.floors.FloorFailure;
import org.plumbline.simulations.measure.SlicedHistogram;
import org.plumbline.swarm.Sending;
import org.plumbline.swarm.Swarm;
import org.plumbline.swarm.SwarmFailure;
import org.plumbline.swarm.SwarmReport;
import org.plumbline.swarm.TrafficReport;

/** One of the two that are compared: sockets, those who write, and what delivers. */
final class Side implements AutoCloseable {

  /** So that all processes have heard of a traffic before it begins. */
  private static final Duration LEAD = Duration.ofMillis(300);

  private static final Duration DRAIN_MAX = Duration.ofSeconds(8);

  /** The processor time so far of what delivers. */
  interface Processor {
    double seconds() throws IOException, FloorFailure, InterruptedException;
  }

  private final Swarm swarm;
  private final List<Voice> voices;
  private final int textBytes;
  private final Processor processor;
  private final SplittableRandom seeds;

  /**
   * A side whose sockets stand.
   *
   * @param voices at most 26, a letter for each
   * @param textBytes how long each text is that a voice writes
   */
  Side(Swarm swarm, List<Voice> voices, int textBytes, Processor processor, long seed) {
    this.swarm = swarm;
    this.voices = List.copyOf(voices);
    this.textBytes = textBytes;
    this.processor = processor;
    this.seeds = new SplittableRandom(seed);
  }

  /** All voices together write so many messages a second, for that long. */
  Round round(double perSecond, Duration length)
      throws SwarmFailure, FloorFailure, IOException, InterruptedException {
    double cpuBefore = processor.seconds();
    double generatorBefore = swarm.report().cost().cpuNanos() / 1e9;
    long began = System.nanoTime() + LEAD.toNanos();
    List<Sending> firsts = new ArrayList<>();
    for (int number = 0; number < voices.size(); number++) {
      List<Sending> parts = parts(number, perSecond / voices.size(), began, length);
      swarm.send(parts);
      firsts.add(parts.getFirst());
    }
    for (Sending each : firsts) {
      swarm.await(each, DRAIN_MAX);
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    double cpu = processor.seconds() - cpuBefore;
    SwarmReport report = swarm.report();
    List<TrafficReport> heard =
        firsts.stream().map(each -> report.traffics().get(each.id())).toList();
    return new Round(
        perSecond,
        seconds,
        cpu,
        heard.stream().mapToLong(TrafficReport::sent).sum(),
        heard.stream().mapToLong(each -> each.refused() + each.unsent()).sum(),
        heard.stream().mapToLong(TrafficReport::complete).sum(),
        heard.stream().mapToLong(TrafficReport::delivered).sum(),
        sum(heard, TrafficReport::delivery),
        sum(heard, each -> List.of(each.lastMember())),
        sum(heard, TrafficReport::lag),
        report.cost().cpuNanos() / 1e9 - generatorBefore);
  }

  private List<Sending> parts(int number, double perSecond, long began, Duration length) {
    long seed = seeds.nextLong();
    List<Sending> parts = new ArrayList<>();
    for (int process = 0; process < swarm.size(); process++) {
      parts.add(
          new Sending(
              (char) ('a' + number),
              voices.get(number).in(process),
              perSecond,
              began,
              Duration.ZERO,
              length,
              1,
              textBytes,
              seed));
    }
    return parts;
  }

  private static Histogram sum(
      List<TrafficReport> heard, Function<TrafficReport, List<Histogram>> which) {
    Histogram sum = new Histogram(1, SlicedHistogram.MICROS_MAX, 3);
    heard.forEach(each -> which.apply(each).forEach(sum::add));
    return sum;
  }

  @Override
  public void close() {
    swarm.close();
  }
}
