/** The effects on a clock that stands still until a test moves it. */
@NullMarked
package org.plumbline.chaos.toxiproxy.toxic;

import org.jspecify.annotations.NullMarked;
