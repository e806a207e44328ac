/** Tests of recent messages. */
@NullMarked
package org.plumbline.messenger.recents.redis;

import org.jspecify.annotations.NullMarked;
