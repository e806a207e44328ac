/**
 * The sessions of this node: one small object and one bounded queue each. Owns the rule that a slow
 * reader is closed; refuses to know what a message says, and remembers of it where it stands alone.
 * Thread-safe.
 */
@NullMarked
package org.plumbline.messenger.session;

import org.jspecify.annotations.NullMarked;
