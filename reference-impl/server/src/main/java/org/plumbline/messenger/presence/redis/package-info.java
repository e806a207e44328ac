/**
 * Presence in Redis: last-seen times as keys, news of changes over publish and subscribe.
 *
 * <p>Keys: {@code last_seen:<user>}, milliseconds since 1970, which ends {@link
 * org.plumbline.messenger.presence.PresenceConfig#lastSeenKept} after its last write. Channel:
 * {@code presence_changes}; a message is one or more user ids, separated by commas, which no user
 * id contains.
 *
 * <p>Every node hears of every change in the whole system, so the news cost changes times nodes:
 * {@link org.plumbline.messenger.presence.redis.PresenceNews} joins what waits into one message.
 * One thread sends, one receives. All types are safe to share between threads.
 */
@NullMarked
package org.plumbline.messenger.presence.redis;

import org.jspecify.annotations.NullMarked;
