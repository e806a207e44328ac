/** The environment. */
@NullMarked
package org.plumbline.compose;

import org.jspecify.annotations.NullMarked;
