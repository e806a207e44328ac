/** What is known of uploads, in MariaDB: table {@code media}, made by Flyway. */
@NullMarked
package org.plumbline.messenger.media.mariadb;

import org.jspecify.annotations.NullMarked;
