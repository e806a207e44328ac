/**
 * Who someone is: registration, passwords, tokens. Owns the identity that every other capability
 * takes from a verified token; refuses to know threads and sockets.
 */
@NullMarked
package org.plumbline.messenger.account;

import org.jspecify.annotations.NullMarked;
