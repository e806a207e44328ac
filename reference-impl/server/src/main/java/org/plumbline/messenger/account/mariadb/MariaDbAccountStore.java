package org.plumbline.messenger.account.mariadb;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.account.Account;
import org.plumbline.messenger.account.AccountStore;
import org.plumbline.messenger.account.AccountsUnavailable;
import org.plumbline.protocol.UserId;

/** Accounts in the table {@code users}; its primary key decides who was first. */
@Context
@Requires(property = "messenger.servers", value = "real")
public final class MariaDbAccountStore implements AccountStore {

  private static final String INSERT = "INSERT INTO users (user_id, password_hash) VALUES (?, ?)";
  private static final String SELECT = "SELECT password_hash FROM users WHERE user_id = ?";

  private final DataSource dataSource;

  /** Takes the pool that the settings {@code datasources.default.*} describe. */
  public MariaDbAccountStore(@Nullable DataSource dataSource) {
    if (dataSource == null) {
      throw new IllegalStateException(
          "datasources.default.url: missing (expected: jdbc:mariadb://HOST:PORT/DATABASE; set"
              + " DATASOURCES_DEFAULT_URL, or messenger.servers to memory)");
    }
    this.dataSource = dataSource;
  }

  @Override
  public boolean create(Account account) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setString(1, account.user().value());
      insert.setString(2, account.passwordHash());
      insert.executeUpdate();
      return true;
    } catch (SQLIntegrityConstraintViolationException e) {
      return false;
    } catch (SQLException e) {
      throw new AccountsUnavailable("the account could not be stored", e);
    }
  }

  @Override
  public Optional<Account> find(UserId user) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(SELECT)) {
      select.setString(1, user.value());
      try (ResultSet found = select.executeQuery()) {
        return found.next() ? Optional.of(new Account(user, found.getString(1))) : Optional.empty();
      }
    } catch (SQLException e) {
      throw new AccountsUnavailable("the account could not be read", e);
    }
  }
}
