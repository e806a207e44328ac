/** The Java client. */
@NullMarked
package org.plumbline.client;

import org.jspecify.annotations.NullMarked;
