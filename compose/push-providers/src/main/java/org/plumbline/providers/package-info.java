/**
 * Stand-ins for the push providers that speak the real protocols: APNs over HTTP/2 (Pushy's mock
 * server), FCM HTTP v1 with its token endpoint, and a Web Push service (RFC 8030, 8291, 8292). They
 * check what a provider checks, can be told to refuse, and keep a bounded list of what they got.
 *
 * <p>For tests and drills alone: the control routes need no token, so everything listens on the
 * loopback interface.
 */
@NullMarked
package org.plumbline.providers;

import org.jspecify.annotations.NullMarked;
