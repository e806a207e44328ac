/**
 * The devices that may be pushed to: at which provider, under which address, and whether the device
 * opted in. Owns the rule which Web Push endpoints may be called at all; refuses to know how a push
 * is sent.
 */
@NullMarked
package org.plumbline.messenger.device;

import org.jspecify.annotations.NullMarked;
