/** The capacity model. */
@NullMarked
package org.plumbline.capacity;

import org.jspecify.annotations.NullMarked;
