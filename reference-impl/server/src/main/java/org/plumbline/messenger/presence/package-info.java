/**
 * Who is online and when the others were last seen. Online is what the session directory says; this
 * package owns the last-seen times, the news of changes and who watches whom. Refuses to know
 * sockets.
 *
 * <p>The design documents keep a second key per user, {@code user_connection_state:{user}:status}.
 * It is not written: a crash leaves it at "online" for ever, and a time to live on it costs a write
 * per user and period. Whoever has a directory entry of a live node is online, so the two cannot
 * contradict each other, and a crash ends both together.
 *
 * <p>Watchers pull what they have in view and are then told the changes. Everything here is safe to
 * share between threads.
 */
@NullMarked
package org.plumbline.messenger.presence;

import org.jspecify.annotations.NullMarked;
