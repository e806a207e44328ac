/**
 * A server that speaks Toxiproxy 2.12: the same HTTP API, the same toxics, driven by the same
 * clients.
 *
 * <p>This package owns the process: flags, log lines, start and stop. {@code api} owns HTTP and the
 * JSON shapes, {@code proxy} owns listeners and connections, {@code link} moves bytes in one
 * direction, {@code toxic} says what each fault does to them. Calls go only in that order.
 *
 * <p>Where this server differs from the original, on purpose:
 *
 * <ul>
 *   <li>A {@code slicer} with an average of 0 and a {@code bandwidth} with a negative rate are
 *       refused with 400; the original accepts them and crashes at the first byte.
 *   <li>{@code -seed} really seeds. Each proxy has a random sequence of its own, drawn from the
 *       seed and its name, so the n-th connection of a proxy meets the same dice in every run.
 *   <li>The byte counters of {@code /metrics} advance while a link is open, not only when it ends,
 *       and {@code toxiproxy_proxy_connections} says how many connections are open. A drill can so
 *       prove that its traffic really went through the proxy.
 *   <li>A proxy without any {@code listen} gets a free port of the loopback interface. An address
 *       with an empty host ({@code ":8080"}) still means all interfaces.
 *   <li>A change to a {@code reset_peer} whose timer already runs does not hold up the HTTP call;
 *       as in the original, it does not stop the reset either.
 * </ul>
 */
@NullMarked
package org.plumbline.chaos.toxiproxy;

import org.jspecify.annotations.NullMarked;
