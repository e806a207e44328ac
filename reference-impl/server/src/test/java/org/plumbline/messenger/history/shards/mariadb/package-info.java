/** Tests of this adapter. */
@NullMarked
package org.plumbline.messenger.history.shards.mariadb;

import org.jspecify.annotations.NullMarked;
