/** Message ids: unique over all nodes and rising on each. Thread-safe. */
@NullMarked
package org.plumbline.messenger.identity;

import org.jspecify.annotations.NullMarked;
