package org.plumbline.simulations.calibration;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * A process whose processor time is read.
 *
 * @param name {@code cassandra}; in figures its hyphens become underscores
 * @param cpuTime processor time since its start
 */
public record MeasuredProcess(String name, Supplier<Duration> cpuTime) {}
