/**
 * Who is online and when the others were last seen. Online is what the session directory says; this
 * package owns the last-seen times and the news of changes. Refuses to know sockets.
 */
@NullMarked
package org.plumbline.messenger.presence;

import org.jspecify.annotations.NullMarked;
