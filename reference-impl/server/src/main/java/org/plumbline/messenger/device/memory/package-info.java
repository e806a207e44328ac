/** Devices in a map, for tests and a node without servers. */
@NullMarked
package org.plumbline.messenger.device.memory;

import org.jspecify.annotations.NullMarked;
