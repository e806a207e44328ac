/**
 * The physical floors: how fast the same work goes without a messenger. Each program does one thing
 * with a bare driver or bare Netty, in a JVM of its own, and is asked over its standard input; a
 * floor knows nothing of messages beyond their size, and judges nothing.
 */
@NullMarked
package org.plumbline.floors;

import org.jspecify.annotations.NullMarked;
