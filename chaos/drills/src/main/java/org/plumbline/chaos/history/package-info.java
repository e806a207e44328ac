/**
 * What one driver process saw, as JSON lines in the order of one monotonic clock.
 *
 * <p>An operation begins with {@code invoke} and ends with {@code ok}, {@code fail} (it certainly
 * did not happen) or {@code info} (nobody knows: a timeout or a lost connection is never a {@code
 * fail}). The writer is safe to share and keeps nothing in memory but its buffer.
 */
@NullMarked
package org.plumbline.chaos.history;

import org.jspecify.annotations.NullMarked;
