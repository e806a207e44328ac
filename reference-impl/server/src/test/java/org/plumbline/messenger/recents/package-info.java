/** Tests of recent messages. */
@NullMarked
package org.plumbline.messenger.recents;

import org.jspecify.annotations.NullMarked;
