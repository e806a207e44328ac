/** Tests of the package of this name. */
@NullMarked
package org.plumbline.messenger.membership;

import org.jspecify.annotations.NullMarked;
