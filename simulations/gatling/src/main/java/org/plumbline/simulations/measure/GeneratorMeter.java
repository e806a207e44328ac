package org.plumbline.simulations.measure;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;

/**
 * How much processor time the generator itself used between two moments. Used by one thread.
 *
 * <p>A generator that has no processor left sends late and reads late, and then measures itself.
 */
public final class GeneratorMeter {

  /** What was used. */
  public record Use(long cpuNanos, long elapsedNanos, int cores) {

    /**
     * The part of its own share of the machine that the generator used: 1 is all of it.
     *
     * @param share the part of all cores that the generator may use, above 0 and up to 1
     */
    public double ofShare(double share) {
      return elapsedNanos == 0 ? 0 : cpuNanos / (elapsedNanos * cores * share);
    }
  }

  private final LongSupplier cpuNanos;
  private final LongSupplier clockNanos;
  private final int cores;
  private long cpuAtStart;
  private long clockAtStart;

  /** A meter on the given clocks. */
  public GeneratorMeter(LongSupplier cpuNanos, LongSupplier clockNanos, int cores) {
    this.cpuNanos = cpuNanos;
    this.clockNanos = clockNanos;
    this.cores = cores;
  }

  /** A meter of this very process, on all cores of the machine. */
  public static GeneratorMeter ofThisProcess(LongSupplier clockNanos) {
    return new GeneratorMeter(
        GeneratorMeter::cpuNanosOfThisProcess,
        clockNanos,
        Runtime.getRuntime().availableProcessors());
  }

  /** The processor time of this process so far, in nanoseconds. */
  public static long cpuNanosOfThisProcess() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  /** Starts to count. */
  public void start() {
    cpuAtStart = cpuNanos.getAsLong();
    clockAtStart = clockNanos.getAsLong();
  }

  /** What was used since {@link #start()}. */
  public Use used() {
    return new Use(cpuNanos.getAsLong() - cpuAtStart, clockNanos.getAsLong() - clockAtStart, cores);
  }
}
