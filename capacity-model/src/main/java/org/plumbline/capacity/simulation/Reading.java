package org.plumbline.capacity.simulation;

import org.plumbline.capacity.fit.Fitted;

/**
 * One figure of a simulation.
 *
 * @param subject what it is of: a strategy, a region, an hour
 * @param quantity what was counted
 * @param value mean of the repeats with its 95% interval
 * @param unit as in the evidence: {@code 1}, {@code 1/s}, {@code s}, {@code ms}
 */
public record Reading(String subject, String quantity, Fitted value, String unit) {}
