/** Counted in this process. */
@NullMarked
package org.plumbline.messenger.monitor.memory;

import org.jspecify.annotations.NullMarked;
