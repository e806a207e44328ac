/**
 * Toxiproxy's HTTP API: routes, JSON shapes and errors, as version 2.12 has them.
 *
 * <p>The body's media type is not looked at: the Java client sends JSON as a form. Handlers may
 * block, so they run on virtual threads, one request of a connection after the other.
 */
@NullMarked
package org.plumbline.chaos.toxiproxy.api;

import org.jspecify.annotations.NullMarked;
