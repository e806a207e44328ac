/**
 * What follows from measurements: costs a step, how throughput grows, how long requests wait, how
 * high the day's peak is, and how well all this predicts what it has not seen.
 *
 * <p>Pure functions on evidence; they neither measure nor judge claims. All types are immutable.
 */
@NullMarked
package org.plumbline.capacity.fit;

import org.jspecify.annotations.NullMarked;
