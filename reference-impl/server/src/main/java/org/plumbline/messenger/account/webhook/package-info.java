/** Brings verification codes by posting them to a gateway of the operator's. */
@NullMarked
package org.plumbline.messenger.account.webhook;

import org.jspecify.annotations.NullMarked;
