/**
 * Groups over HTTP: who asks for a change finds it judged in the group's order, or hears why it is
 * void. Owns the routes below {@code /user/v1/group} and the index of groups, from which they are
 * listed; refuses to judge, which {@code membership} does at the change's place in the log.
 */
@NullMarked
package org.plumbline.messenger.group;

import org.jspecify.annotations.NullMarked;
