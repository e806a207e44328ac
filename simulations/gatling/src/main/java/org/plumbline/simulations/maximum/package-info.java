/**
 * The highest rate of 1:1 messages at which the messenger still keeps its goals, beside the floors
 * of the log and the store, measured in turn. The search itself is pure calculation over a
 * measuring function; {@link org.plumbline.simulations.maximum.MaximumScenario} gives it one.
 */
@NullMarked
package org.plumbline.simulations.maximum;

import org.jspecify.annotations.NullMarked;
