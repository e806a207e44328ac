/**
 * What an operator does to a node over HTTP: dead letters, which shard of the history lies where,
 * and, where that is allowed, faults for drills. Served only where a secret is set, to who gives
 * it; to all others these routes do not exist.
 */
@NullMarked
package org.plumbline.messenger.admin;

import org.jspecify.annotations.NullMarked;
