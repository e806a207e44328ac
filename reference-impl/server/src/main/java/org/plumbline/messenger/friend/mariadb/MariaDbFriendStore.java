package org.plumbline.messenger.friend.mariadb;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.friend.FriendConfig;
import org.plumbline.messenger.friend.FriendStore;
import org.plumbline.messenger.friend.FriendsUnavailable;
import org.plumbline.messenger.friend.Pair;
import org.plumbline.protocol.UserId;

/**
 * Friendships in the table {@code friendships}: one row for a pair, on which each step is decided.
 */
@Singleton
@Requires(property = "messenger.servers", value = "real")
public final class MariaDbFriendStore implements FriendStore {

  private static final Comparator<Pair> IN_ORDER =
      Comparator.comparing(Pair::low).thenComparing(Pair::high);
  private static final String LOW_ASKED = "LOW_ASKED";
  private static final String HIGH_ASKED = "HIGH_ASKED";

  private static final String ACCEPT =
      "UPDATE friendships SET state = 'FRIENDS', since = ?"
          + " WHERE low_id = ? AND high_id = ? AND state = ?";
  // Should the other one have asked since the look above, the two are friends. MariaDB assigns from
  // left to right, so `since` still sees the former state.
  private static final String ASK =
      """
      INSERT INTO friendships (low_id, high_id, state, since) VALUES (?, ?, ?, ?)
      ON DUPLICATE KEY UPDATE
        since = IF(state = VALUES(state) OR state = 'FRIENDS', since, VALUES(since)),
        state = IF(state = VALUES(state), state, 'FRIENDS')
      RETURNING state\
      """;
  private static final String BEFRIEND =
      """
      INSERT INTO friendships (low_id, high_id, state, since) VALUES (?, ?, 'FRIENDS', ?)
      ON DUPLICATE KEY UPDATE
        since = IF(state = 'FRIENDS', since, VALUES(since)), state = 'FRIENDS'\
      """;
  private static final String COUNTS =
      """
      SELECT
        (SELECT COUNT(*) FROM friendships WHERE low_id = ?)
          + (SELECT COUNT(*) FROM friendships WHERE high_id = ?),
        (SELECT COUNT(*) FROM friendships WHERE low_id = ? AND state = ?)
          + (SELECT COUNT(*) FROM friendships WHERE high_id = ? AND state = ?)\
      """;
  private static final String DELETE =
      "DELETE FROM friendships WHERE low_id = ? AND high_id = ? AND state IN (?, ?)";
  private static final String LIST =
      """
      (SELECT high_id AS other, since FROM friendships
        WHERE low_id = ? AND high_id > ? AND state = ? ORDER BY high_id LIMIT ?)
      UNION ALL
      (SELECT low_id AS other, since FROM friendships
        WHERE high_id = ? AND low_id > ? AND state = ? ORDER BY low_id LIMIT ?)
      ORDER BY other LIMIT ?\
      """;
  private static final String AMONG =
      "SELECT low_id, high_id FROM friendships WHERE state = 'FRIENDS' AND (";

  private final DataSource dataSource;
  private final FriendConfig config;

  public MariaDbFriendStore(DataSource dataSource, FriendConfig config) {
    this.dataSource = dataSource;
    this.config = config;
  }

  private interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  private <T> T with(Work<T> work) {
    try (Connection connection = dataSource.getConnection()) {
      return work.on(connection);
    } catch (SQLException e) {
      throw new FriendsUnavailable("friendships cannot be reached", e);
    }
  }

  private static PreparedStatement prepared(Connection connection, String sql, Object... values)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  private static int updated(Connection connection, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = prepared(connection, sql, values)) {
      return statement.executeUpdate();
    }
  }

  /** The state in which this user of the pair has asked the other one. */
  private static String askedBy(UserId user, Pair pair) {
    return user.equals(pair.low()) ? LOW_ASKED : HIGH_ASKED;
  }

  @Override
  public Asked ask(UserId user, UserId other, Instant now) {
    Pair pair = Pair.of(user, other);
    return with(
        connection -> {
          if (accepted(connection, pair, other, now)) {
            return Asked.FRIENDS;
          }
          if (isFull(connection, user, LOW_ASKED, HIGH_ASKED)
              || isFull(connection, other, HIGH_ASKED, LOW_ASKED)) {
            return Asked.TOO_MANY;
          }
          try (PreparedStatement insert =
                  prepared(
                      connection,
                      ASK,
                      pair.low().value(),
                      pair.high().value(),
                      askedBy(user, pair),
                      now.toEpochMilli());
              ResultSet state = insert.executeQuery()) {
            state.next();
            return state.getString(1).equals("FRIENDS") ? Asked.FRIENDS : Asked.REQUESTED;
          }
        });
  }

  private boolean isFull(Connection connection, UserId user, String asLow, String asHigh)
      throws SQLException {
    String name = user.value();
    try (PreparedStatement select =
            prepared(connection, COUNTS, name, name, name, asLow, name, asHigh);
        ResultSet counts = select.executeQuery()) {
      counts.next();
      return counts.getInt(1) >= config.friendsMax() || counts.getInt(2) >= config.requestsMax();
    }
  }

  private static boolean accepted(Connection connection, Pair pair, UserId asker, Instant now)
      throws SQLException {
    return updated(
            connection,
            ACCEPT,
            now.toEpochMilli(),
            pair.low().value(),
            pair.high().value(),
            askedBy(asker, pair))
        == 1;
  }

  @Override
  public boolean accept(UserId user, UserId asker, Instant now) {
    return with(connection -> accepted(connection, Pair.of(user, asker), asker, now));
  }

  @Override
  public boolean reject(UserId user, UserId asker) {
    Pair pair = Pair.of(user, asker);
    return deleted(pair, askedBy(asker, pair), askedBy(asker, pair));
  }

  @Override
  public boolean remove(UserId user, UserId other) {
    Pair pair = Pair.of(user, other);
    return deleted(pair, "FRIENDS", askedBy(user, pair));
  }

  private boolean deleted(Pair pair, String state, String orState) {
    return with(
            connection ->
                updated(
                    connection, DELETE, pair.low().value(), pair.high().value(), state, orState))
        == 1;
  }

  @Override
  public void befriend(Collection<Pair> pairs, Instant now) {
    boolean _ =
        with(
            connection -> {
              connection.setAutoCommit(false);
              try (PreparedStatement insert = connection.prepareStatement(BEFRIEND)) {
                // In one order, so that two batches at once do not wait for one another.
                for (Pair pair : pairs.stream().sorted(IN_ORDER).toList()) {
                  insert.setString(1, pair.low().value());
                  insert.setString(2, pair.high().value());
                  insert.setLong(3, now.toEpochMilli());
                  insert.addBatch();
                }
                insert.executeBatch();
                connection.commit();
                return true;
              } catch (SQLException e) {
                connection.rollback();
                throw e;
              } finally {
                connection.setAutoCommit(true);
              }
            });
  }

  @Override
  public List<Friend> friends(UserId user, @Nullable UserId after, int limit) {
    return list(user, after == null ? "" : after.value(), "FRIENDS", "FRIENDS", limit);
  }

  @Override
  public Requests requests(UserId user, int limit) {
    return new Requests(
        list(user, "", HIGH_ASKED, LOW_ASKED, limit), list(user, "", LOW_ASKED, HIGH_ASKED, limit));
  }

  private List<Friend> list(UserId user, String after, String asLow, String asHigh, int limit) {
    String name = user.value();
    return with(
        connection -> {
          List<Friend> found = new ArrayList<>();
          try (PreparedStatement select =
                  prepared(
                      connection,
                      LIST,
                      name,
                      after,
                      asLow,
                      limit,
                      name,
                      after,
                      asHigh,
                      limit,
                      limit);
              ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
              found.add(
                  new Friend(new UserId(rows.getString(1)), Instant.ofEpochMilli(rows.getLong(2))));
            }
          }
          return found;
        });
  }

  @Override
  public Set<Pair> friendsAmong(Collection<Pair> pairs) {
    if (pairs.isEmpty()) {
      return Set.of();
    }
    String any =
        Stream.generate(() -> "(low_id = ? AND high_id = ?)")
            .limit(pairs.size())
            .collect(Collectors.joining(" OR "));
    Object[] names =
        pairs.stream()
            .flatMap(pair -> Stream.of(pair.low().value(), pair.high().value()))
            .toArray();
    return with(
        connection -> {
          Set<Pair> friends = new HashSet<>();
          try (PreparedStatement select = prepared(connection, AMONG + any + ")", names);
              ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
              friends.add(new Pair(new UserId(rows.getString(1)), new UserId(rows.getString(2))));
            }
          }
          return friends;
        });
  }
}
