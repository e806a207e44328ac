/** Tests of this capability. */
@NullMarked
package org.plumbline.messenger.account;

import org.jspecify.annotations.NullMarked;
