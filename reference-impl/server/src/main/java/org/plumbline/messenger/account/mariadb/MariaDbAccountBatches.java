package org.plumbline.messenger.account.mariadb;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.plumbline.messenger.account.AccountBatches;
import org.plumbline.messenger.account.AccountsUnavailable;

/** Accounts and logins in the tables {@code users} and {@code logins}, in one transaction. */
@Singleton
@Requires(property = "messenger.servers", value = "real")
public final class MariaDbAccountBatches implements AccountBatches {

  private static final String INTEGRITY = "23";

  // The database's time, as for a login that begins by itself (MariaDbLoginStore).
  private static final String NUMBER = "SELECT CAST(UNIX_TIMESTAMP(NOW(6)) * 1000000 AS SIGNED)";
  private static final String USER = "INSERT INTO users (user_id, password_hash) VALUES (?, '')";
  private static final String LOGIN =
      """
      INSERT INTO logins (user_id, device_id, login, family_hash, refresh_hash,
        created_at, last_used_at, expires_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)\
      """;

  private final DataSource dataSource;

  public MariaDbAccountBatches(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public OptionalLong add(List<Added> accounts, Instant now) {
    // In one order, so that two batches at once do not each wait for the other.
    List<Added> sorted =
        accounts.stream().sorted(Comparator.comparing(each -> each.user().value())).toList();
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try {
        insertUsers(connection, sorted);
        long login = insertLogins(connection, sorted, now);
        connection.commit();
        return OptionalLong.of(login);
      } catch (SQLException e) {
        connection.rollback();
        if (isTaken(e)) {
          return OptionalLong.empty();
        }
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new AccountsUnavailable("the accounts could not be stored", e);
    }
  }

  private static boolean isTaken(SQLException e) {
    String state = e.getSQLState();
    return e instanceof SQLIntegrityConstraintViolationException
        || (e instanceof BatchUpdateException && state != null && state.startsWith(INTEGRITY));
  }

  private static void insertUsers(Connection connection, List<Added> accounts) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(USER)) {
      for (Added account : accounts) {
        insert.setString(1, account.user().value());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static long insertLogins(Connection connection, List<Added> accounts, Instant now)
      throws SQLException {
    long login = number(connection);
    try (PreparedStatement insert = connection.prepareStatement(LOGIN)) {
      for (Added account : accounts) {
        insert.setString(1, account.user().value());
        insert.setString(2, account.device().value());
        insert.setLong(3, login);
        insert.setString(4, account.refresh().familyHash());
        insert.setString(5, account.refresh().secretHash());
        insert.setLong(6, now.toEpochMilli());
        insert.setLong(7, now.toEpochMilli());
        insert.setLong(8, account.refresh().expiry().toEpochMilli());
        insert.addBatch();
      }
      insert.executeBatch();
    }
    return login;
  }

  private static long number(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(NUMBER);
        ResultSet found = select.executeQuery()) {
      found.next();
      return found.getLong(1);
    }
  }
}
