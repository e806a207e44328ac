package org.plumbline.messenger.history.shards.mariadb;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.plumbline.messenger.history.shards.Phase;
import org.plumbline.messenger.history.shards.Placement;
import org.plumbline.messenger.history.shards.ShardMapStore;
import org.plumbline.messenger.history.shards.ShardMapUnavailable;

/**
 * Maps of shards in MariaDB. Every change is one transaction, and the lease runs by the database's
 * clock, so that the nodes' clocks do not matter.
 */
@Singleton
@Requires(property = "messenger.servers", value = "real")
public final class MariaDbShardMapStore implements ShardMapStore {

  private static final String CREATE =
      """
      INSERT IGNORE INTO history_shards (home, shard, phase, from_store, to_store, version)
      VALUES (?, ?, ?, ?, ?, ?)\
      """;
  private static final String ANNOUNCE =
      "REPLACE INTO history_nodes (home, node_id, stores) VALUES (?, ?, ?)";
  private static final String ANNOUNCED =
      "SELECT node_id, stores FROM history_nodes WHERE home = ?";
  private static final String LOAD =
      "SELECT shard, phase, from_store, to_store, version FROM history_shards WHERE home = ?"
          + " ORDER BY shard";
  private static final String REPLACE =
      "UPDATE history_shards SET phase = ?, from_store = ?, to_store = ?, version = ?"
          + " WHERE home = ? AND shard = ? AND version = ?";
  private static final String HOME_OF =
      "SELECT home FROM history_shards WHERE from_store = ? OR to_store = ? LIMIT 1";
  // Taken where there is none, it has ended or is the holder's own; else it stays as it is. MariaDB
  // assigns from left to right, so the end is decided by the holder that is then written.
  private static final String LEASE =
      """
      INSERT INTO history_movers (home, holder, held_until)
      VALUES (?, ?, UTC_TIMESTAMP(3) + INTERVAL ? MICROSECOND)
      ON DUPLICATE KEY UPDATE
        holder = IF(held_until <= UTC_TIMESTAMP(3), VALUES(holder), holder),
        held_until = IF(holder = VALUES(holder), VALUES(held_until), held_until)
      RETURNING holder\
      """;
  private static final String RELEASE = "DELETE FROM history_movers WHERE home = ? AND holder = ?";
  private static final String HOLDER =
      "SELECT holder FROM history_movers WHERE home = ? AND held_until > UTC_TIMESTAMP(3)";

  private final DataSource dataSource;

  public MariaDbShardMapStore(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Several nodes may do it at once: rows that are there stay as they are. */
  @Override
  public void create(String home, int count) {
    if (!load(home).isEmpty()) {
      return;
    }
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert = connection.prepareStatement(CREATE)) {
      connection.setAutoCommit(false);
      for (int shard = 0; shard < count; shard++) {
        Placement first = Placement.first(shard, home);
        bind(insert, home, shard, first.phase().name(), first.from(), first.to(), first.version());
        insert.addBatch();
      }
      insert.executeBatch();
      connection.commit();
    } catch (SQLException e) {
      throw new ShardMapUnavailable("the map of the shards could not be made", e);
    }
  }

  @Override
  public void announce(String home, String node, List<String> stores) {
    change(ANNOUNCE, home, node, String.join(",", stores));
  }

  @Override
  public Map<String, List<String>> announced(String home) {
    return ask(
        ANNOUNCED,
        rows -> {
          Map<String, List<String>> stores = new HashMap<>();
          while (rows.next()) {
            stores.put(rows.getString(1), List.of(rows.getString(2).split(",", -1)));
          }
          return stores;
        },
        home);
  }

  @Override
  public List<Placement> load(String home) {
    return ask(
        LOAD,
        rows -> {
          List<Placement> placements = new ArrayList<>();
          while (rows.next()) {
            placements.add(
                new Placement(
                    rows.getInt(1),
                    Phase.valueOf(rows.getString(2)),
                    rows.getString(3),
                    rows.getString(4),
                    rows.getLong(5)));
          }
          return placements;
        },
        home);
  }

  @Override
  public Optional<String> homeOf(String store) {
    return ask(HOME_OF, MariaDbShardMapStore::first, store, store);
  }

  @Override
  public int replace(String home, List<Placement> placements) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement update = connection.prepareStatement(REPLACE)) {
      connection.setAutoCommit(false);
      int replaced = 0;
      for (Placement each : placements) {
        bind(
            update,
            each.phase().name(),
            each.from(),
            each.to(),
            each.version(),
            home,
            each.shard(),
            each.version() - 1);
        replaced += update.executeUpdate();
      }
      connection.commit();
      return replaced;
    } catch (SQLException e) {
      throw new ShardMapUnavailable("the map of the shards could not be changed", e);
    }
  }

  @Override
  public boolean lease(String home, String holder, Duration time) {
    return ask(LEASE, MariaDbShardMapStore::first, home, holder, time.toNanos() / 1_000)
        .filter(holder::equals)
        .isPresent();
  }

  @Override
  public void release(String home, String holder) {
    change(RELEASE, home, holder);
  }

  @Override
  public Optional<String> holder(String home) {
    return ask(HOLDER, MariaDbShardMapStore::first, home);
  }

  private static Optional<String> first(ResultSet rows) throws SQLException {
    return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
  }

  private interface Reader<T> {
    T read(ResultSet rows) throws SQLException;
  }

  private <T> T ask(String statement, Reader<T> reader, Object... values) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement prepared = connection.prepareStatement(statement)) {
      bind(prepared, values);
      try (ResultSet rows = prepared.executeQuery()) {
        return reader.read(rows);
      }
    } catch (SQLException e) {
      throw new ShardMapUnavailable("the map of the shards could not be read", e);
    }
  }

  private int change(String statement, Object... values) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement prepared = connection.prepareStatement(statement)) {
      bind(prepared, values);
      return prepared.executeUpdate();
    } catch (SQLException e) {
      throw new ShardMapUnavailable("the map of the shards could not be changed", e);
    }
  }

  private static void bind(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }
}
