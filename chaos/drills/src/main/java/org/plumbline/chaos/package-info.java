/**
 * Drills: a recorded workload, a fault, and checkers that say what was lost, duplicated or
 * reordered.
 *
 * <p>{@code history} is what one driver saw, {@code checker} judges it, {@code workload} makes it,
 * {@code fault} is what can be broken, and heals it whatever happens to the one who broke it,
 * {@code experiment} reads and runs files in Chaos Toolkit's format, {@code drill} breaks something
 * meanwhile, as its file says. Arrows run in this order only, so that a checker can judge a history
 * from anywhere.
 */
@NullMarked
package org.plumbline.chaos;

import org.jspecify.annotations.NullMarked;
