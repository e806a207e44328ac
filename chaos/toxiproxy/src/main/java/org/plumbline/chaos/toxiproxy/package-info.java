/** A Toxiproxy-compatible server. */
@NullMarked
package org.plumbline.chaos.toxiproxy;

import org.jspecify.annotations.NullMarked;
