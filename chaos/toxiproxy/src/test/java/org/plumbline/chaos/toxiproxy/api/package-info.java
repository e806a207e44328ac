/** The API's texts and times, without a server. */
@NullMarked
package org.plumbline.chaos.toxiproxy.api;

import org.jspecify.annotations.NullMarked;
