/**
 * The index of groups in MariaDB, tables {@code chat_groups}, {@code group_members} and the reverse
 * {@code user_groups}; Flyway makes them from {@code db/migration}. Each row carries the version of
 * the change that wrote it, so changes may be written in any order and again.
 */
@NullMarked
package org.plumbline.messenger.group.mariadb;

import org.jspecify.annotations.NullMarked;
