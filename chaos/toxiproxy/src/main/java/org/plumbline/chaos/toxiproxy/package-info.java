/**
 * A server that speaks Toxiproxy 2.12: the same HTTP API, the same toxics, driven by the same
 * clients.
 *
 * <p>This package owns the process: flags, log lines, start and stop. {@code api} owns HTTP and the
 * JSON shapes, {@code proxy} owns listeners and connections, {@code link} moves bytes in one
 * direction, {@code toxic} says what each fault does to them. Calls go only in that order.
 *
 * <p>Where this server differs from the original (read at its tag v2.12.0), on purpose:
 *
 * <ul>
 *   <li>A {@code slicer} with an average of 0 and a {@code bandwidth} with a negative rate are
 *       refused with 400; the original accepts them and crashes at the first byte.
 *   <li>{@code -seed} really seeds. Each proxy has a random sequence of its own, drawn from the
 *       seed and its name, so the n-th connection of a proxy meets the same dice in every run.
 *   <li>A server that cannot open its API's port ends with 1; the original stays up without an API.
 *   <li>{@code /metrics/live} is added: bytes of links that are still open, open connections. A
 *       drill so proves that its traffic goes through the proxy. {@code -runtime-metrics} shows the
 *       process and the JVM, as there is no Go runtime to show.
 *   <li>Disabling a proxy does not wait for a dial to the upstream that hangs, and a failed accept
 *       does not end the accepting.
 * </ul>
 */
@NullMarked
package org.plumbline.chaos.toxiproxy;

import org.jspecify.annotations.NullMarked;
