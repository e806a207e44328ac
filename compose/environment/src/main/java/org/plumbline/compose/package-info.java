/**
 * The environment: the servers of the messenger and its nodes as child processes of this one, with
 * a proxy on every link.
 *
 * <p>One {@link org.plumbline.compose.EnvironmentPlan} says what shall run, one {@link
 * org.plumbline.compose.Topology} says what runs and where. The package starts and stops processes
 * and asks each whether it is ready; it neither speaks to the messenger nor reads its data.
 *
 * <p>Nothing is left behind: {@link org.plumbline.compose.Guardian} ends the children when this
 * process dies in whatever way. Public types are safe for use by several threads.
 */
@NullMarked
package org.plumbline.compose;

import org.jspecify.annotations.NullMarked;
