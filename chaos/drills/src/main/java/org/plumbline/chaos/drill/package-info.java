/**
 * The drills: a file each, all of one course. A steady state is seen first, then something breaks
 * under load, it is proven to be broken, it is healed whatever happens, everything comes to rest,
 * and the recorded history is judged.
 *
 * <p>A file says what breaks and what must hold meanwhile ({@code src/main/resources/drills}), and
 * names a {@link org.plumbline.chaos.drill.Judge} for what it cannot say itself. A drill runs on an
 * environment whose nodes are behind proxies; it leaves the environment as it found it.
 */
@NullMarked
package org.plumbline.chaos.drill;

import org.jspecify.annotations.NullMarked;
