package org.plumbline.simulations.crowd;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.plumbline.simulations.measure.Percentiles;
import org.plumbline.swarm.Comings;

/** One storm by one strategy. */
record HerdRound(HerdStrategy strategy, ReconnectPlan plan, NodeDeath.Storm storm) {

  static final String HEADER =
      "strategy,attempts,attempts_per_second_max,opened_per_second_max,refused,"
          + "time_to_99_percent_back_s,rest_p99_before_ms,rest_p99_ms";

  private Comings timeline() {
    return storm.report().timeline();
  }

  long attempts() {
    return sum(timeline().attempts());
  }

  /** In the second in which there were most. */
  long attemptsPerSecond() {
    return most(timeline().attemptsPerSecond());
  }

  long openedPerSecond() {
    return most(timeline().openedPerSecond());
  }

  long refused() {
    return sum(storm.report().refusals().values());
  }

  /** Of those who had lost their node 99% stand again. */
  Optional<Duration> backAfter() {
    return ReconnectFindings.backAfter(timeline(), plan.each());
  }

  /** Delivery between devices of the other nodes before it died. */
  Percentiles before() {
    return new Percentiles(slices().subList(0, alone()));
  }

  /** The same since it died. */
  Percentiles since() {
    return new Percentiles(slices().subList(alone(), slices().size()));
  }

  private int alone() {
    return (int) plan.before().toSeconds();
  }

  private List<Histogram> slices() {
    return storm.traffic().delivery();
  }

  /** The bound of drill C13 on the attempts of a second, where the strategy has one. */
  Optional<Double> attemptsPerSecondMax() {
    return strategy.attemptsPerSecondMax(plan.each(), Math.max(0, attempts() - plan.each()));
  }

  /** A line under {@link #HEADER}; a time that never came is empty. */
  String line() {
    return String.join(
        ",",
        strategy.name(),
        Long.toString(attempts()),
        Long.toString(attemptsPerSecond()),
        Long.toString(openedPerSecond()),
        Long.toString(refused()),
        backAfter().map(time -> decimal(time.toMillis() / 1e3)).orElse(""),
        p99(before()),
        p99(since()));
  }

  private static String p99(Percentiles delivery) {
    return delivery.total() == 0 ? "" : decimal(delivery.micros(99) / 1e3);
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static long sum(Iterable<Long> values) {
    long sum = 0;
    for (long value : values) {
      sum += value;
    }
    return sum;
  }

  private static long most(List<Long> perSecond) {
    return perSecond.stream().mapToLong(Long::longValue).max().orElse(0);
  }
}
