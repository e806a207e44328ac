/** Accounts in the memory of this process; they end with it. */
@NullMarked
package org.plumbline.messenger.account.memory;

import org.jspecify.annotations.NullMarked;
