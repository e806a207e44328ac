/** Tests of this adapter. */
@NullMarked
package org.plumbline.messenger.history.shards.memory;

import org.jspecify.annotations.NullMarked;
