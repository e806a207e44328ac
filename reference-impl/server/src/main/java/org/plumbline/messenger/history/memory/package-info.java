/**
 * Messages and cursors in the memory of this process: for tests, benchmarks and a node without
 * servers. Everything ends with the process, and nothing but the process bounds it.
 */
@NullMarked
package org.plumbline.messenger.history.memory;

import org.jspecify.annotations.NullMarked;
