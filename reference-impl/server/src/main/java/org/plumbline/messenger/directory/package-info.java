/**
 * Which device is on which node. A hint with fencing, never the truth: losing all of it loses no
 * message. Owns the rule that the newest session of a device wins; refuses to know sockets.
 *
 * <p>The ports block, for virtual threads and the worker's own thread; all adapters are safe to
 * share between threads.
 */
@NullMarked
package org.plumbline.messenger.directory;

import org.jspecify.annotations.NullMarked;
