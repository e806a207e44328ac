/** Tests of this capability. */
@NullMarked
package org.plumbline.messenger.account.memory;

import org.jspecify.annotations.NullMarked;
