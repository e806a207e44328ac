/** Tests of the package of this name. */
@NullMarked
package org.plumbline.messenger.group;

import org.jspecify.annotations.NullMarked;
