/** The log in memory, for tests, benchmarks and a node without servers. */
@NullMarked
package org.plumbline.messenger.log.memory;

import org.jspecify.annotations.NullMarked;
