/**
 * Presence of nodes that share one process. {@link
 * org.plumbline.messenger.presence.memory.MemoryPresenceWorld} is what they share: the last-seen
 * times of all users, kept as long as the process lives, and the listeners of all nodes. News reach
 * the listeners on the thread of the one who announces them.
 */
@NullMarked
package org.plumbline.messenger.presence.memory;

import org.jspecify.annotations.NullMarked;
