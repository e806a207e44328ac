/**
 * The WebSocket endpoint: upgrade, decode, call, encode. Nothing here blocks an event loop. {@code
 * Frames} and {@code SessionLife} serve the other transports too.
 */
@NullMarked
package org.plumbline.messenger.gateway;

import org.jspecify.annotations.NullMarked;
