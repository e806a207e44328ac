/** Tests of the package of this name. */
@NullMarked
package org.plumbline.messenger.group.memory;

import org.jspecify.annotations.NullMarked;
