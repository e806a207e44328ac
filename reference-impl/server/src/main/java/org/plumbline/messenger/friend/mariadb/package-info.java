/** Friendships in MariaDB, table {@code friendships}. */
@NullMarked
package org.plumbline.messenger.friend.mariadb;

import org.jspecify.annotations.NullMarked;
