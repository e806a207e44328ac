/**
 * Who is whose friend: asked for, accepted, ended. Owns the answer to "are these two friends?",
 * which others put before every direct message; refuses to know what hangs on it.
 */
@NullMarked
package org.plumbline.messenger.friend;

import org.jspecify.annotations.NullMarked;
