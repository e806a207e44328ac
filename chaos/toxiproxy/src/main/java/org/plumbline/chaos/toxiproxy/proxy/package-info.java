/**
 * The proxies: their listeners, their connections, and the toxics that each connection runs
 * through.
 *
 * <p>All public methods may be called from any thread and block for as long as a socket operation
 * takes, so they are not called from an event loop. Locks are taken in the order registry, proxy,
 * toxics; an event loop takes only the last, and only for a moment.
 */
@NullMarked
package org.plumbline.chaos.toxiproxy.proxy;

import org.jspecify.annotations.NullMarked;
