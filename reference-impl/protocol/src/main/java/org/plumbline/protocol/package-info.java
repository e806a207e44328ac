/** Values and wire frames. */
@NullMarked
package org.plumbline.protocol;

import org.jspecify.annotations.NullMarked;
