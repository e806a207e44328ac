/** Tests of the package of this name. */
@NullMarked
package org.plumbline.messenger.group.mariadb;

import org.jspecify.annotations.NullMarked;
