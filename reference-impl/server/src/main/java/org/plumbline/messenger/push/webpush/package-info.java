/**
 * Web Push: RFC 8030 (delivery), 8291 (encryption), 8292 (who sends). Endpoints come from clients,
 * so each is checked again before it is called.
 */
@NullMarked
package org.plumbline.messenger.push.webpush;

import org.jspecify.annotations.NullMarked;
