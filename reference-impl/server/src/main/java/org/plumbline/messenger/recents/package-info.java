/**
 * The last messages of the last threads of each user, near at hand: what a device shows first when
 * it is opened. A copy, never the truth: it may be away, and then the history is read; it is never
 * behind the history by more than the lease of the node that wrote it.
 */
@NullMarked
package org.plumbline.messenger.recents;

import org.jspecify.annotations.NullMarked;
