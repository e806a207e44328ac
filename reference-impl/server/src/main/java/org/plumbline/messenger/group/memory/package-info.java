/** The index of groups in memory, for tests, benchmarks and a node without servers. */
@NullMarked
package org.plumbline.messenger.group.memory;

import org.jspecify.annotations.NullMarked;
