/** The messenger's start. Everything else lives in the package of its capability. */
@NullMarked
package org.plumbline.messenger;

import org.jspecify.annotations.NullMarked;
