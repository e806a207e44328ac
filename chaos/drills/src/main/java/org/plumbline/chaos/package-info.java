/** Drills. */
@NullMarked
package org.plumbline.chaos;

import org.jspecify.annotations.NullMarked;
