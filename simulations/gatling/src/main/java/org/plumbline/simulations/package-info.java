/** Load scenarios. */
@NullMarked
package org.plumbline.simulations;

import org.jspecify.annotations.NullMarked;
