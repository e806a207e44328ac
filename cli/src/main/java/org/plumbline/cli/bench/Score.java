package org.plumbline.cli.bench;

import org.jspecify.annotations.Nullable;

/**
 * What JMH says of one benchmark.
 *
 * @param name its class and method, and its parameters if it has any
 * @param mode such as {@code avgt}; scores of two modes are not alike
 * @param unit such as {@code ns/op}
 * @param value the score
 * @param error half of JMH's 99.9% interval; null when there were too few iterations to know
 * @param run how it was run: forks, iterations, JVM
 */
public record Score(
    String name, String mode, String unit, double value, @Nullable Double error, String run) {

  /** What two scores must share to be held against each other. */
  String key() {
    return name + " " + mode + " " + unit;
  }
}
