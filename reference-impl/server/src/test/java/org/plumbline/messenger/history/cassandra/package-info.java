/** Tests of this capability. */
@NullMarked
package org.plumbline.messenger.history.cassandra;

import org.jspecify.annotations.NullMarked;
