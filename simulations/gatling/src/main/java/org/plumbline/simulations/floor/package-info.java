/**
 * The bare drivers of {@code org.plumbline.floors} as loads run them: on the environment's servers,
 * with the JVM flags of its nodes. It judges nothing; a floor is what others are held against.
 */
@NullMarked
package org.plumbline.simulations.floor;

import org.jspecify.annotations.NullMarked;
