/**
 * The log: what is in it is acknowledged, and its order within a thread is the order of the thread.
 * Owns the record format; refuses to know sockets and stores.
 */
@NullMarked
package org.plumbline.messenger.log;

import org.jspecify.annotations.NullMarked;
