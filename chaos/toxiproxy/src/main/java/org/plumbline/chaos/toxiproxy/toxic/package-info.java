/**
 * What each toxic does to the bytes of one direction of a connection.
 *
 * <p>A {@link org.plumbline.chaos.toxiproxy.toxic.Toxic} is what the API shows: immutable and
 * shared by all threads. An {@link org.plumbline.chaos.toxiproxy.toxic.Effect} is the same toxic at
 * work on one link; it is confined to that connection's event loop, never blocks, and acts only
 * through its {@link org.plumbline.chaos.toxiproxy.toxic.Flow}. No sockets here.
 */
@NullMarked
package org.plumbline.chaos.toxiproxy.toxic;

import org.jspecify.annotations.NullMarked;
