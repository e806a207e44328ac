/**
 * One direction of a connection: bytes from a source through a chain of stages into a sink.
 *
 * <pre>
 *   source channel -> Stage(noop) -> Stage(toxic 1) -> ... -> Sink -> destination channel
 * </pre>
 *
 * <p>Everything here is confined to the connection's event loop. Nothing is read from the source
 * while the first stage has no room, and a stage has no room while the next one has none; so a slow
 * destination slows its source, and the memory of a link is bounded: one chunk of 32 KiB for each
 * stage, 1024 for a latency, and the destination's write buffer.
 */
@NullMarked
package org.plumbline.chaos.toxiproxy.link;

import org.jspecify.annotations.NullMarked;
