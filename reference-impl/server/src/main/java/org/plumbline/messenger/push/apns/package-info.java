/** APNs over HTTP/2, by Pushy, with a signing key. */
@NullMarked
package org.plumbline.messenger.push.apns;

import org.jspecify.annotations.NullMarked;
