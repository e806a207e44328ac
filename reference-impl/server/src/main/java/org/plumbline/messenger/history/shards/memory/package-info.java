/** The map of the shards in the memory of this process: for tests and a node without servers. */
@NullMarked
package org.plumbline.messenger.history.shards.memory;

import org.jspecify.annotations.NullMarked;
