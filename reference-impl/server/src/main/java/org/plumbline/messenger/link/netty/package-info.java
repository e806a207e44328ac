/** Links over TCP, length-prefixed, with an answer for each batch. */
@NullMarked
package org.plumbline.messenger.link.netty;

import org.jspecify.annotations.NullMarked;
