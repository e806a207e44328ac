/**
 * Media in maps, with signed requests to this very node: all that a store of objects does for a
 * device, for tests and for a node without servers.
 */
@NullMarked
package org.plumbline.messenger.media.memory;

import org.jspecify.annotations.NullMarked;
