package org.plumbline.simulations.day;

import java.util.random.RandomGenerator;

/**
 * How long texts are, in characters: log-normal with, for a small part of them, the tail of a
 * Pareto distribution.
 *
 * @param logMean mean of the natural logarithm
 * @param logDeviation standard deviation of the natural logarithm
 * @param tailShare the part that belongs to the tail
 * @param tailFrom the tail's shortest text
 * @param tailExponent of the Pareto distribution, above 1
 * @param max the longest text that the messenger takes
 */
record MessageLength(
    double logMean,
    double logDeviation,
    double tailShare,
    double tailFrom,
    double tailExponent,
    int max) {

  private static final int CHARACTERS_MAX = 8_192;

  static MessageLength of(DayParameters parameters) {
    return new MessageLength(
        parameters.number("text_log_mean"),
        parameters.number("text_log_deviation"),
        parameters.number("text_tail_share"),
        parameters.number("text_tail_from"),
        parameters.number("text_tail_exponent"),
        CHARACTERS_MAX);
  }

  /** The length of the next text, from 1 to the longest. */
  int next(RandomGenerator random) {
    double length =
        random.nextDouble() < tailShare
            ? tailFrom * Math.pow(1 - random.nextDouble(), -1 / tailExponent)
            : Math.exp(logMean + logDeviation * random.nextGaussian());
    return (int) Math.clamp(Math.round(length), 1L, (long) max);
  }
}
