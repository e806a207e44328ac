package org.plumbline.floors;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Runs floors for a bounded time, again and again. A floor's process is warmed up once and then
 * asked as often as there are repeats: code that is still being compiled is no floor.
 */
public final class Floors {

  private final List<String> jvmFlags;
  private final Path logs;
  private final Duration warmUp;
  private final Duration length;

  /**
   * Names how floors are run.
   *
   * @param jvmFlags those of the process that is held against the floors
   * @param logs a folder for what goes wrong
   * @param warmUp before the first measurement; whole seconds, at least one
   * @param length of each measurement; whole seconds, at least one
   */
  public Floors(List<String> jvmFlags, Path logs, Duration warmUp, Duration length) {
    if (warmUp.toSeconds() < 1) {
      throw new IllegalArgumentException("warmUp: " + warmUp + " (expected: >= 1 s)");
    }
    if (length.toSeconds() < 1) {
      throw new IllegalArgumentException("length: " + length + " (expected: >= 1 s)");
    }
    this.jvmFlags = List.copyOf(jvmFlags);
    this.logs = logs;
    this.warmUp = warmUp;
    this.length = length;
  }

  /** A floor that is ready and warm; whoever opens it closes it. */
  public FloorProcess open(FloorProgram program) throws FloorFailure, InterruptedException {
    Path log = logs.resolve("floor-" + program.name() + ".log");
    FloorProcess process = FloorProcess.start(program, jvmFlags, log);
    try {
      var _ = process.measure(warmUp);
      return process;
    } catch (FloorFailure | InterruptedException | RuntimeException e) {
      process.close();
      throw e;
    }
  }

  /** One measurement of an open floor. */
  public FloorReading measure(FloorProcess floor) throws FloorFailure, InterruptedException {
    return floor.measure(length);
  }

  /**
   * That many measurements of a process of its own.
   *
   * @param repeats at least one
   */
  public List<FloorReading> repeat(FloorProgram program, int repeats)
      throws FloorFailure, InterruptedException {
    if (repeats < 1) {
      throw new IllegalArgumentException("repeats: " + repeats + " (expected: >= 1)");
    }
    List<FloorReading> readings = new ArrayList<>();
    try (FloorProcess process = open(program)) {
      for (int repeat = 0; repeat < repeats; repeat++) {
        readings.add(measure(process));
      }
    }
    return List.copyOf(readings);
  }

  /** Median and spread of one figure over the repeats. */
  public static Spread spread(List<FloorReading> readings, ToDoubleFunction<FloorReading> figure) {
    return Spread.of(readings.stream().mapToDouble(figure).boxed().toList());
  }
}
