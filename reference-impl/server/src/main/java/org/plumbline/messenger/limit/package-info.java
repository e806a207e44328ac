/**
 * How much one address, user or device may ask of this node. Owns the buckets and who is meant by a
 * request; refuses to know what is asked.
 *
 * <p>The buckets are this node's own. A device has one session, on one node, so its limits are
 * exact; a user or an address that spreads over N nodes has N times the allowance, which a balancer
 * that keeps an address on a node makes one again. Shared buckets would cost a round trip for each
 * frame, and make the acceptance of messages depend on Redis, which is only a hint here. What
 * protects a node from too much work is local by its nature.
 */
@NullMarked
package org.plumbline.messenger.limit;

import org.jspecify.annotations.NullMarked;
