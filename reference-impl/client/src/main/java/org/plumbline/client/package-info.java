/**
 * The messenger's Java client: accounts and history over HTTP, messages over one WebSocket a
 * device.
 *
 * <p>It owns the device's half of the promises. What was accepted into the outbox is repeated under
 * the same name until the server answers; what a device shows is each message once, in the order of
 * the thread, a gap fetched before anything newer. It owns no storage: cursors and outbox live as
 * long as the {@link org.plumbline.client.MessengerClient}.
 *
 * <p>Thread-safety: {@link org.plumbline.client.MessengerClient} and {@link
 * org.plumbline.client.MessengerHttp} may be called from any thread. Inside, everything of one
 * device runs in one {@link org.plumbline.client.Strand}, so that the rest of the package needs no
 * locks, and a listener hears its events one after another.
 */
@NullMarked
package org.plumbline.client;

import org.jspecify.annotations.NullMarked;
