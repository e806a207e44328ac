/** Tests of this capability. */
@NullMarked
package org.plumbline.messenger.history.memory;

import org.jspecify.annotations.NullMarked;
