/**
 * What of an account is short-lived, in Redis. Losing it costs whoever is logging in another
 * attempt, and nobody a login that stands.
 *
 * <pre>
 *   upgrade_ticket:{SHA-256 of the ticket}  user|device|expiry|login, 30 s
 * </pre>
 */
@NullMarked
package org.plumbline.messenger.account.redis;

import org.jspecify.annotations.NullMarked;
