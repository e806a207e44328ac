/**
 * Judges of a history: pure functions from events to a {@link org.plumbline.chaos.checker.Verdict}.
 *
 * <p>A checker that saw too little says UNKNOWN, never HELD. The algorithms are those of Jepsen's
 * set-full and total-queue checkers, with one difference: duplicates count from the second
 * occurrence on (set-full compares with {@code (< v 1)}, which no frequency satisfies, and so has
 * seen none since 2019).
 */
@NullMarked
package org.plumbline.chaos.checker;

import org.jspecify.annotations.NullMarked;
