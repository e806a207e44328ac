/**
 * Many logical shards on few physical stores. A thread's shard follows from its id and never
 * changes; in which store a shard lies stands in a map that all nodes share, and a shard is moved
 * while it is read and written:
 *
 * <pre>
 *   phase      reads   writes       what happens meanwhile
 *   SETTLED    from    from         nothing (from = to)
 *   PLANNED    from    from         it waits for its turn
 *   COPYING    from    to, from     its threads are copied and compared
 *   SWITCHING  to      to, from     nodes turn over, one by one
 *   CLEARING   to      to           its threads are removed from the old store
 * </pre>
 *
 * <p>A node's view of the map may be old, within a bound; with an older one it refuses the history.
 * Each phase begins its work only when that bound has passed, so no two nodes are ever further
 * apart than one phase, and neighbouring phases do one another no harm. Every read and write looks
 * at the map again when it is done, so that how long it took does not matter.
 *
 * <p>{@link org.plumbline.messenger.history.shards.ShardedHistory} routes, {@link
 * org.plumbline.messenger.history.shards.ShardMover} moves. With a single store neither is in the
 * way.
 */
@NullMarked
package org.plumbline.messenger.history.shards;

import org.jspecify.annotations.NullMarked;
