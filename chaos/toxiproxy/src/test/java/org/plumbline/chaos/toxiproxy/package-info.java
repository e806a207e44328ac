/** Drives the server over real sockets: by the Toxiproxy Java client, by raw HTTP, by plain TCP. */
@NullMarked
package org.plumbline.chaos.toxiproxy;

import org.jspecify.annotations.NullMarked;
