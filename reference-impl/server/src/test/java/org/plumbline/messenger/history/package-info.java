/** Tests of this capability. */
@NullMarked
package org.plumbline.messenger.history;

import org.jspecify.annotations.NullMarked;
