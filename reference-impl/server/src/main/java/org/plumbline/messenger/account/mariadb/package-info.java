/**
 * Accounts in MariaDB, table {@code users}; Flyway makes it from {@code db/migration}. JDBC is used
 * here and nowhere else.
 */
@NullMarked
package org.plumbline.messenger.account.mariadb;

import org.jspecify.annotations.NullMarked;
