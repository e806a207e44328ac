/**
 * What of an account is short-lived, in Redis. Losing it costs whoever is logging in another
 * attempt, and nobody a login that stands.
 *
 * <pre>
 *   upgrade_ticket:{SHA-256 of the ticket}  user|device|expiry|login, 30 s
 *   code:{user}                             hash: keyed hash of the code, tries; 10 min
 *   code_count:{user}                       codes in this window, 10 min
 *   qr_login:{id}                           hash: see qr-open.lua, 60 s
 * </pre>
 */
@NullMarked
package org.plumbline.messenger.account.redis;

import org.jspecify.annotations.NullMarked;
