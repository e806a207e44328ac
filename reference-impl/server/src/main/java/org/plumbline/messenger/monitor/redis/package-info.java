/** Counted in Redis by a HyperLogLog a day: 12 KB however many users. */
@NullMarked
package org.plumbline.messenger.monitor.redis;

import org.jspecify.annotations.NullMarked;
