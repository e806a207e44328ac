/** Tests of the shards, in memory and by a clock of their own. */
@NullMarked
package org.plumbline.messenger.history.shards;

import org.jspecify.annotations.NullMarked;
