/**
 * What every load scenario shares: the context and profile it is given, how its generator runs as a
 * process of its own, and how users are registered before the load. It holds no scenario and knows
 * no figure's name.
 */
@NullMarked
package org.plumbline.simulations.load;

import org.jspecify.annotations.NullMarked;
