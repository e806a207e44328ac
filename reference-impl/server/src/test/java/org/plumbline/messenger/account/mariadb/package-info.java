/** Tests of this capability. */
@NullMarked
package org.plumbline.messenger.account.mariadb;

import org.jspecify.annotations.NullMarked;
