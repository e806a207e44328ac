/**
 * The drills: one small class each, all of one shape. A steady state is seen first, then something
 * breaks under load, it is proven to be broken, it is healed whatever happens, everything comes to
 * rest, and the recorded history is judged.
 *
 * <p>A drill runs on an environment whose nodes are behind proxies; it leaves the environment as it
 * found it.
 */
@NullMarked
package org.plumbline.chaos.drill;

import org.jspecify.annotations.NullMarked;
