package org.plumbline.simulations.calibration;

import java.net.URI;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.plumbline.compose.MessengerNode;
import org.plumbline.simulations.load.NodeAddress;

/**
 * A chat node as seen from outside.
 *
 * @param address where clients reach it
 * @param metrics its Prometheus endpoint
 * @param pid its process
 * @param cpuTime processor time since its start
 * @param residentBytes memory that it occupies
 */
public record MeasuredNode(
    NodeAddress address,
    URI metrics,
    long pid,
    Supplier<Duration> cpuTime,
    LongSupplier residentBytes) {

  /** A node of the environment. */
  public static MeasuredNode of(MessengerNode node) {
    return new MeasuredNode(
        new NodeAddress(node.id(), node.http(), node.webSocket()),
        node.metrics(),
        node.pid(),
        node::cpuTime,
        node::residentBytes);
  }
}
