/**
 * Long and short polling: the same sessions, frames and fences as over a socket, carried by HTTP
 * requests. Owns the queue of frames that the device has not acknowledged yet, and the request that
 * waits for the next one; refuses to know what a frame says.
 */
@NullMarked
package org.plumbline.messenger.poll;

import org.jspecify.annotations.NullMarked;
