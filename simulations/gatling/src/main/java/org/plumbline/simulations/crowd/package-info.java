/**
 * Loads of very many connections, by the swarm: idle ones and what they cost, all at once, and all
 * at once again when their node has died.
 */
@NullMarked
package org.plumbline.simulations.crowd;

import org.jspecify.annotations.NullMarked;
