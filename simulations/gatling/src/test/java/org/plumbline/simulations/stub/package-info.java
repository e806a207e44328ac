/** A messenger in one process and in memory, to develop and test the load against. */
@NullMarked
package org.plumbline.simulations.stub;

import org.jspecify.annotations.NullMarked;
