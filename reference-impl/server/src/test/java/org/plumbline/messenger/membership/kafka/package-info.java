/** Tests of the package of this name. */
@NullMarked
package org.plumbline.messenger.membership.kafka;

import org.jspecify.annotations.NullMarked;
