/** Friendships in the memory of this process; they end with it. */
@NullMarked
package org.plumbline.messenger.friend.memory;

import org.jspecify.annotations.NullMarked;
