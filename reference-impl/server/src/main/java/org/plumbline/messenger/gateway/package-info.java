/** The WebSocket endpoint: upgrade, decode, call, encode. Nothing here blocks an event loop. */
@NullMarked
package org.plumbline.messenger.gateway;

import org.jspecify.annotations.NullMarked;
