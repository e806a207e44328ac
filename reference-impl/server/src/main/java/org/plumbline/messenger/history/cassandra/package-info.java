/**
 * Messages and cursors in Cassandra. The driver is used here and nowhere else.
 *
 * <pre>
 * messages        ((thread_id, bucket), seq)   a thread's messages of one stretch of time, by seq,
 *                                              with what edits and deletions made of each
 * thread_buckets  (thread_id, bucket)          which buckets exist, and the seq each begins with
 * user_threads    (user_id, thread_id)         the threads in which a user has messages
 * thread_first_sends ((thread_id, bucket), sender_id, temp_id)
 *                                              the seq that a key first had; forgotten by TTL
 * cursors         (thread_id, user_id, status) how far each user has come; greatest seq wins
 * </pre>
 *
 * <p>In steady state a message costs one mutation: its row and that of its key lie in partitions of
 * the same key, so that a batch of both, and of what else came for the thread, is one. What is
 * known to be stored already (buckets, threads of users) is not written again; a bounded cache
 * knows it.
 *
 * <p>Where the greater or the lesser value must win whatever the order of arrival, the write's own
 * timestamp is made from the value: nothing is read before it is written, and a repeat changes
 * nothing.
 */
@NullMarked
package org.plumbline.messenger.history.cassandra;

import org.jspecify.annotations.NullMarked;
