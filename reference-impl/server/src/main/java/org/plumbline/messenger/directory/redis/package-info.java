/**
 * The directory in Redis. Every call is bounded by time limits, a bounded pool and a breaker, and
 * ends in an answer or in {@link org.plumbline.messenger.directory.DirectoryUnavailable}.
 *
 * <p>Keys:
 *
 * <ul>
 *   <li>{@code user_server_connection:<user>}: a hash, device to {@code node|incarnation|epoch}.
 *       The design documents keep one value, which cannot hold two devices. It ends {@link
 *       org.plumbline.messenger.directory.SessionDirectory#ENTRY_KEPT_MILLIS} after the last write.
 *   <li>{@code node:<id>}: {@code incarnation|memory|link port|host}; ends {@link
 *       org.plumbline.messenger.directory.NodeRegistry#TIME_TO_LIVE_MILLIS} after the last
 *       announcement, and with it all entries of the node count no longer.
 *   <li>{@code node_number:<number>}: the id of the node that makes message ids with the number;
 *       ends {@link org.plumbline.messenger.directory.NodeRegistry#NUMBER_KEPT_MILLIS} after the
 *       last announcement.
 *   <li>{@code resync:<node>}: the sessions of the node that others could not hand messages over
 *       to, by the time of the last such message; ends {@link
 *       org.plumbline.messenger.directory.ResyncList#KEPT_MILLIS} after it.
 *   <li>{@code node_ids:<number>}: the time, in milliseconds since 1970, up to which message ids
 *       were made with the number; ends {@link
 *       org.plumbline.messenger.directory.IdMarks#KEPT_MILLIS} after it was last raised.
 *   <li>{@code nodes}: the set of node ids, so that listing them scans nothing.
 * </ul>
 *
 * <p>What is one step for the server stands in a script of its own, with one reason in each. The
 * directory is one Redis server (with replicas), not a cluster: registering reads the keys of nodes
 * which it learns from the user's hash. Epochs rely on the server's clock not being set back by
 * more than an outage lasts that also loses all data.
 *
 * <p>All types are safe to share between threads. They block: none may be called on an event loop.
 */
@NullMarked
package org.plumbline.messenger.directory.redis;

import org.jspecify.annotations.NullMarked;
