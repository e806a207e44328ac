/**
 * A message from its acceptance to the sockets of its recipients. Read {@link
 * org.plumbline.messenger.delivery.MessageJourney} first. Owns the order of the steps; refuses to
 * know which store, log or directory is behind the ports.
 */
@NullMarked
package org.plumbline.messenger.delivery;

import org.jspecify.annotations.NullMarked;
