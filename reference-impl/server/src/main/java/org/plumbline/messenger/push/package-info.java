/**
 * Wakes devices that have no session. {@link PushOffice} notes, behind the delivery of a message,
 * whose opted-in devices were not there; {@link PushQueue} keeps these notes; {@link PushWorker}
 * looks again after a grace, makes one push of all that wait for a thread and device, and hands it
 * to the provider's {@link PushSender}.
 *
 * <p>Refuses to stand in the way of messages: nothing here is on the way to a session, and what
 * delivery waits for is bounded. A push is a hint; what it speaks of is read from the history. So a
 * push may come twice after a crash, and its collapse id then hides that.
 */
@NullMarked
package org.plumbline.messenger.push;

import org.jspecify.annotations.NullMarked;
