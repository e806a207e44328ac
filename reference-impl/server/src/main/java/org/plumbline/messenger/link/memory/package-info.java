/** Links within one process, for tests, benchmarks and a node without servers. */
@NullMarked
package org.plumbline.messenger.link.memory;

import org.jspecify.annotations.NullMarked;
