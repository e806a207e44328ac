/** Notes and pushes in memory, for tests and a node without servers. */
@NullMarked
package org.plumbline.messenger.push.memory;

import org.jspecify.annotations.NullMarked;
