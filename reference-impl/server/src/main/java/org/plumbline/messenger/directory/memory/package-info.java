/**
 * The directory of nodes that share one process: for tests, benchmarks and a laptop. {@link
 * org.plumbline.messenger.directory.memory.MemoryDirectory} is the world that they share; each node
 * joins it and gets a view of its own. All calls take one lock, so that it behaves like the single
 * thread of the server which it stands in for.
 */
@NullMarked
package org.plumbline.messenger.directory.memory;

import org.jspecify.annotations.NullMarked;
