/**
 * Every inbound frame and every route, tried by those who have no business there: strangers, former
 * members, former friends, and holders of tokens that do not count.
 */
@NullMarked
package org.plumbline.messenger.stranger;

import org.jspecify.annotations.NullMarked;
