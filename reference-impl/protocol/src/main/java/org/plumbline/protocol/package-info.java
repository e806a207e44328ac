/**
 * The messenger's values and its frames on the wire, shared by the server, the client, the load and
 * the drills.
 *
 * <p>Everything here is immutable and safe to share between threads. The package imports no
 * framework, store or broker; a frame that is not of the closed sets {@link
 * org.plumbline.protocol.ClientFrame} and {@link org.plumbline.protocol.ServerFrame} cannot be
 * written, and reading one fails with a {@link org.plumbline.protocol.MalformedFrame} which names
 * the field.
 */
@NullMarked
package org.plumbline.protocol;

import org.jspecify.annotations.NullMarked;
