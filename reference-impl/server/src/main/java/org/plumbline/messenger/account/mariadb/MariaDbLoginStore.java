package org.plumbline.messenger.account.mariadb;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.plumbline.messenger.account.AccountsUnavailable;
import org.plumbline.messenger.account.EndedLogin;
import org.plumbline.messenger.account.Login;
import org.plumbline.messenger.account.LoginStore;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;

/** Logins in the tables {@code logins} and {@code ended_logins}. */
@Singleton
@Requires(property = "messenger.servers", value = "real")
public final class MariaDbLoginStore implements LoginStore {

  // A login's number is the database's time in microseconds, so that it rises also after the row
  // was deleted, and one more than the last where the clock stood still.
  private static final String BEGIN =
      """
      INSERT INTO logins (user_id, device_id, login, family_hash, refresh_hash,
        created_at, last_used_at, expires_at)
      VALUES (?, ?, CAST(UNIX_TIMESTAMP(NOW(6)) * 1000000 AS SIGNED), ?, ?, ?, ?, ?)
      ON DUPLICATE KEY UPDATE login = GREATEST(login + 1, VALUES(login)),
        family_hash = VALUES(family_hash), refresh_hash = VALUES(refresh_hash),
        created_at = VALUES(created_at), last_used_at = VALUES(last_used_at),
        expires_at = VALUES(expires_at)
      RETURNING login\
      """;
  private static final String ROTATE =
      """
      UPDATE logins SET refresh_hash = ?, last_used_at = ?, expires_at = ?
      WHERE family_hash = ? AND refresh_hash = ? AND expires_at > ?\
      """;
  private static final String OF_FAMILY =
      "SELECT user_id, device_id, login, expires_at FROM logins WHERE family_hash = ?";
  private static final String END =
      "DELETE FROM logins WHERE user_id = ? AND device_id = ? RETURNING user_id, device_id, login";
  private static final String END_FAMILY =
      "DELETE FROM logins WHERE family_hash = ? RETURNING user_id, device_id, login";
  private static final String RECORD_END =
      "INSERT INTO ended_logins (user_id, device_id, login) VALUES (?, ?, ?)";
  private static final String OF_USER =
      """
      SELECT device_id, created_at, last_used_at FROM logins WHERE user_id = ? AND expires_at > ?
      ORDER BY last_used_at DESC, device_id LIMIT ?\
      """;
  private static final String ENDED =
      """
      SELECT id, user_id, device_id, login FROM ended_logins
      WHERE ended_at >= CURRENT_TIMESTAMP(3) - INTERVAL ? SECOND AND id > ? ORDER BY id LIMIT ?\
      """;
  private static final String PRUNE_LOGINS = "DELETE FROM logins WHERE expires_at < ? LIMIT 10000";
  private static final String PRUNE_ENDED =
      "DELETE FROM ended_logins WHERE ended_at < CURRENT_TIMESTAMP(3) - INTERVAL ? SECOND"
          + " LIMIT 10000";

  private final DataSource dataSource;

  public MariaDbLoginStore(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  private interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  private <T> T with(String failure, Work<T> work) {
    try (Connection connection = dataSource.getConnection()) {
      return work.on(connection);
    } catch (SQLException e) {
      throw new AccountsUnavailable(failure, e);
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

  @Override
  public long begin(UserId user, DeviceId device, Refresh refresh, Instant now) {
    return with(
        "the login could not be stored",
        connection -> {
          try (PreparedStatement insert =
                  prepared(
                      connection,
                      BEGIN,
                      user.value(),
                      device.value(),
                      refresh.familyHash(),
                      refresh.secretHash(),
                      now.toEpochMilli(),
                      now.toEpochMilli(),
                      refresh.expiry().toEpochMilli());
              ResultSet login = insert.executeQuery()) {
            login.next();
            return login.getLong(1);
          }
        });
  }

  @Override
  public Rotation rotate(String shownHash, Refresh next, Instant now) {
    return with(
        "the login could not be refreshed",
        // Whoever shows the same token at the same time ends the login behind this, not in between:
        // else nobody would have rotated.
        inOne(
            connection -> {
              try (PreparedStatement update =
                  prepared(
                      connection,
                      ROTATE,
                      next.secretHash(),
                      now.toEpochMilli(),
                      next.expiry().toEpochMilli(),
                      next.familyHash(),
                      shownHash,
                      now.toEpochMilli())) {
                return rotation(connection, update.executeUpdate() == 1, next.familyHash(), now);
              }
            }));
  }

  private static Rotation rotation(
      Connection connection, boolean rotated, String familyHash, Instant now) throws SQLException {
    try (PreparedStatement select = prepared(connection, OF_FAMILY, familyHash);
        ResultSet found = select.executeQuery()) {
      if (!found.next() || found.getLong(4) <= now.toEpochMilli()) {
        return new Rotation.Unknown();
      }
      if (rotated) {
        return new Rotation.Rotated(
            new UserId(found.getString(1)), new DeviceId(found.getString(2)), found.getLong(3));
      }
    }
    return end(connection, END_FAMILY, familyHash)
        .<Rotation>map(Rotation.Replayed::new)
        .orElseGet(Rotation.Unknown::new);
  }

  @Override
  public Optional<EndedLogin> end(UserId user, DeviceId device) {
    return with(
        "the login could not be ended",
        inOne(connection -> end(connection, END, user.value(), device.value())));
  }

  /** Both or neither: a login that is gone without a record would leave its access tokens alive. */
  private static Optional<EndedLogin> end(Connection connection, String sql, Object... which)
      throws SQLException {
    try (PreparedStatement delete = prepared(connection, sql, which);
        ResultSet deleted = delete.executeQuery()) {
      return deleted.next() ? Optional.of(record(connection, deleted)) : Optional.empty();
    }
  }

  /** The work as one transaction. */
  private static <T> Work<T> inOne(Work<T> work) {
    return connection -> {
      connection.setAutoCommit(false);
      try {
        T result = work.on(connection);
        connection.commit();
        return result;
      } catch (SQLException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    };
  }

  private static EndedLogin record(Connection connection, ResultSet deleted) throws SQLException {
    UserId user = new UserId(deleted.getString(1));
    DeviceId device = new DeviceId(deleted.getString(2));
    long login = deleted.getLong(3);
    try (PreparedStatement insert =
        connection.prepareStatement(RECORD_END, Statement.RETURN_GENERATED_KEYS)) {
      insert.setString(1, user.value());
      insert.setString(2, device.value());
      insert.setLong(3, login);
      insert.executeUpdate();
      try (ResultSet id = insert.getGeneratedKeys()) {
        id.next();
        return new EndedLogin(id.getLong(1), user, device, login);
      }
    }
  }

  @Override
  public List<Login> of(UserId user, Instant now, int limit) {
    return with(
        "the logins could not be read",
        connection -> {
          List<Login> logins = new ArrayList<>();
          try (PreparedStatement select =
                  prepared(connection, OF_USER, user.value(), now.toEpochMilli(), limit);
              ResultSet found = select.executeQuery()) {
            while (found.next()) {
              logins.add(
                  new Login(
                      new DeviceId(found.getString(1)),
                      Instant.ofEpochMilli(found.getLong(2)),
                      Instant.ofEpochMilli(found.getLong(3))));
            }
          }
          return logins;
        });
  }

  @Override
  public List<EndedLogin> endedWithin(Duration past, long afterId, int limit) {
    return with(
        "the ended logins could not be read",
        connection -> {
          List<EndedLogin> ended = new ArrayList<>();
          try (PreparedStatement select =
                  prepared(connection, ENDED, past.toSeconds() + 1, afterId, limit);
              ResultSet found = select.executeQuery()) {
            while (found.next()) {
              ended.add(
                  new EndedLogin(
                      found.getLong(1),
                      new UserId(found.getString(2)),
                      new DeviceId(found.getString(3)),
                      found.getLong(4)));
            }
          }
          return ended;
        });
  }

  @Override
  public void prune(Instant now, Duration endedKept) {
    var _ =
        with(
            "old logins could not be forgotten",
            connection -> {
              try (PreparedStatement logins =
                      prepared(connection, PRUNE_LOGINS, now.toEpochMilli());
                  PreparedStatement ended =
                      prepared(connection, PRUNE_ENDED, endedKept.toSeconds())) {
                return logins.executeUpdate() + ended.executeUpdate();
              }
            });
  }
}
