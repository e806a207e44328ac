/** The feed of memberships in memory, for tests, benchmarks and a node without servers. */
@NullMarked
package org.plumbline.messenger.membership.memory;

import org.jspecify.annotations.NullMarked;
