/**
 * The scenario {@code transports}: the same messages over sockets, long polls and short polls, in
 * turn within one run. What a way costs is read at the nodes (processor time) and on the wire
 * (bytes and requests, by a relay that some of the devices go through).
 */
@NullMarked
package org.plumbline.simulations.transports;

import org.jspecify.annotations.NullMarked;
