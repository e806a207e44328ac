/** Tests of recent messages. */
@NullMarked
package org.plumbline.messenger.recents.memory;

import org.jspecify.annotations.NullMarked;
