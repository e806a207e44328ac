/** What a device missed: pages after its cursors. */
@NullMarked
package org.plumbline.messenger.sync;

import org.jspecify.annotations.NullMarked;
