/**
 * What happens at a size that no small machine can show: a day of 500 million users, storms of
 * returning devices, deployments, hot groups, lost servers, growing stores.
 *
 * <p>Discrete-event simulations on SSJ, seeded, of a sample that stands for all; each figure has
 * the interval of its repeats. They know the fits and the evidence, and judge no claims. Nothing
 * here is shared between threads.
 */
@NullMarked
package org.plumbline.capacity.simulation;

import org.jspecify.annotations.NullMarked;
