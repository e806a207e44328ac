/**
 * Order without a run: what clocks that differ, and users who write at the same time, do to the
 * order of a thread.
 *
 * <p>Owns small deterministic simulations, and beside each the closed form that it has to agree
 * with. No time is read and no randomness is taken but from the seed that is passed in.
 */
@NullMarked
package org.plumbline.capacity.order;

import org.jspecify.annotations.NullMarked;
