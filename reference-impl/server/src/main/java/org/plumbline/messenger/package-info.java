/** The messenger. */
@NullMarked
package org.plumbline.messenger;

import org.jspecify.annotations.NullMarked;
