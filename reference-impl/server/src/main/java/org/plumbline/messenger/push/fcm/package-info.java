/** FCM by its HTTP v1, with a service account's bearer tokens. */
@NullMarked
package org.plumbline.messenger.push.fcm;

import org.jspecify.annotations.NullMarked;
