/** Recent messages in the memory of this process, for tests and a node without servers. */
@NullMarked
package org.plumbline.messenger.recents.memory;

import org.jspecify.annotations.NullMarked;
