/**
 * Recent messages in Redis.
 *
 * <p>Keys:
 *
 * <ul>
 *   <li>{@code recents:thread:<thread>}: a list of the last messages, ascending, each as the frame
 *       that a device gets.
 *   <li>{@code recents:head:<thread>}: a hash: {@code writer} and {@code epoch} of the node that
 *       recorded last, {@code last}, the seq of its last message.
 *   <li>{@code recents:user:<user>}: a sorted set of the user's last threads by the time of their
 *       last message.
 *   <li>{@code recents:writer:<node>}: the epoch of what this node recorded; ends with the lease.
 * </ul>
 *
 * <p>Why an entry is never stale: it counts only while its writer's key holds the epoch that stands
 * in the entry. A node takes a new epoch whenever a write failed, whenever its share of the log
 * changed, and when its lease had run out; a node that cannot reach Redis loses its lease. So an
 * entry behind which something was stored but not recorded ends at once, or with the lease. The
 * scripts read keys which they learn from others: one server, not a cluster.
 */
@NullMarked
package org.plumbline.messenger.recents.redis;

import org.jspecify.annotations.NullMarked;
