/**
 * Devices in MariaDB, table {@code push_devices}; Flyway makes it from {@code db/migration}. JDBC
 * is used here for devices and nowhere else.
 */
@NullMarked
package org.plumbline.messenger.device.mariadb;

import org.jspecify.annotations.NullMarked;
