/**
 * The messages as they are kept, and how far each user has come in them. Owns the order of storage
 * (thread, then seq) and paging; refuses to know sockets, the log or who is online.
 *
 * <p>The ports block, for virtual threads and the worker's own thread; all adapters are safe to
 * share between threads.
 */
@NullMarked
package org.plumbline.messenger.history;

import org.jspecify.annotations.NullMarked;
