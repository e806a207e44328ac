package org.plumbline.simulations.transports;

import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * What was seen while all devices went one way.
 *
 * @param begun messages that were to be sent
 * @param delivered of them, how many the recipients' devices showed
 * @param delivery latencies from the intended send of the pairs without a relay, in slices
 * @param lag how late sends began, in slices
 * @param cpuMicros processor time of all nodes
 * @param metered messages that were delivered through the relay
 * @param wire what went through the relay meanwhile
 */
record TransportPhase(
    Way way,
    int begun,
    long delivered,
    List<Histogram> delivery,
    List<Histogram> lag,
    double cpuMicros,
    long metered,
    WireCount wire,
    List<String> witnesses) {
  TransportPhase {
    delivery = List.copyOf(delivery);
    lag = List.copyOf(lag);
    witnesses = List.copyOf(witnesses);
  }
}
