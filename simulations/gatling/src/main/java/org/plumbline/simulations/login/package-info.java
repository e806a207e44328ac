/**
 * The scenario {@code login_storm}: many devices log in by password and connect at rates that grow
 * beyond what the nodes can hash, and come back as the client does when they are sent away.
 */
@NullMarked
package org.plumbline.simulations.login;

import org.jspecify.annotations.NullMarked;
