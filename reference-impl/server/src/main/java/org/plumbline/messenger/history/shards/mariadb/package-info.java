/**
 * The map of the shards in MariaDB: tables {@code history_shards}, one row for a shard, {@code
 * history_movers}, one row for a map, and {@code history_nodes}, which stores each node knows. Made
 * by Flyway.
 */
@NullMarked
package org.plumbline.messenger.history.shards.mariadb;

import org.jspecify.annotations.NullMarked;
