package org.plumbline.messenger.group.mariadb;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.group.GroupIndex;
import org.plumbline.messenger.group.GroupIndexUnavailable;
import org.plumbline.messenger.membership.GroupRecord;
import org.plumbline.messenger.membership.Member;
import org.plumbline.protocol.Role;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/** The index in the tables that the package's comment names. */
@Singleton
@Requires(property = "messenger.servers", value = "real")
public final class MariaDbGroupIndex implements GroupIndex {

  // Assignments go from left to right: the version is compared before it is overwritten.
  private static final String WRITE_GROUP =
      "INSERT INTO chat_groups (group_id, name, description, created_at, deleted, version)"
          + " VALUES (?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE"
          + " name = IF(VALUES(version) >= version, VALUES(name), name),"
          + " description = IF(VALUES(version) >= version, VALUES(description), description),"
          + " deleted = IF(VALUES(version) >= version, VALUES(deleted), deleted),"
          + " version = GREATEST(version, VALUES(version))";
  private static final String WRITE_MEMBER =
      "INSERT INTO group_members (group_id, user_id, role, is_member, version)"
          + " VALUES (?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE"
          + " role = IF(VALUES(version) >= version, VALUES(role), role),"
          + " is_member = IF(VALUES(version) >= version, VALUES(is_member), is_member),"
          + " version = GREATEST(version, VALUES(version))";
  private static final String WRITE_USER =
      "INSERT INTO user_groups (user_id, group_id, is_member, version)"
          + " VALUES (?, ?, ?, ?) ON DUPLICATE KEY UPDATE"
          + " is_member = IF(VALUES(version) >= version, VALUES(is_member), is_member),"
          + " version = GREATEST(version, VALUES(version))";
  private static final String GROUPS_OF =
      "SELECT u.group_id FROM user_groups u JOIN chat_groups g ON g.group_id = u.group_id"
          + " WHERE u.user_id = ? AND u.group_id > ? AND u.is_member AND NOT g.deleted"
          + " ORDER BY u.group_id LIMIT ?";
  private static final String MEMBERS_OF =
      "SELECT user_id, role FROM group_members"
          + " WHERE group_id = ? AND user_id > ? AND is_member ORDER BY user_id LIMIT ?";

  private final DataSource dataSource;

  public MariaDbGroupIndex(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public void write(GroupRecord group) {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try {
        writeGroup(connection, group);
        writeMembers(connection, group);
        connection.commit();
      } catch (SQLException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new GroupIndexUnavailable("the group could not be written", e);
    }
  }

  private static void writeGroup(Connection connection, GroupRecord group) throws SQLException {
    try (PreparedStatement write = connection.prepareStatement(WRITE_GROUP)) {
      write.setString(1, id(group.thread()));
      write.setString(2, group.name());
      write.setString(3, group.description());
      write.setTimestamp(4, Timestamp.from(Instant.ofEpochMilli(group.createdAtMillis())));
      write.setBoolean(5, group.isDeleted());
      write.setLong(6, group.version());
      write.executeUpdate();
    }
  }

  private static void writeMembers(Connection connection, GroupRecord group) throws SQLException {
    if (group.changed().isEmpty()) {
      return;
    }
    try (PreparedStatement member = connection.prepareStatement(WRITE_MEMBER);
        PreparedStatement reverse = connection.prepareStatement(WRITE_USER)) {
      for (Member changed : group.changed()) {
        member.setString(1, id(group.thread()));
        member.setString(2, changed.user().value());
        member.setString(3, changed.role().name());
        member.setBoolean(4, changed.isCurrent());
        member.setLong(5, changed.version());
        member.addBatch();
        reverse.setString(1, changed.user().value());
        reverse.setString(2, id(group.thread()));
        reverse.setBoolean(3, changed.isCurrent());
        reverse.setLong(4, changed.version());
        reverse.addBatch();
      }
      member.executeBatch();
      reverse.executeBatch();
    }
  }

  @Override
  public List<ThreadId> groupsOf(UserId user, @Nullable ThreadId after, int limit) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(GROUPS_OF)) {
      select.setString(1, user.value());
      select.setString(2, after == null ? "" : id(after));
      select.setInt(3, limit);
      List<ThreadId> groups = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          groups.add(ThreadId.group(Objects.requireNonNull(rows.getString(1))));
        }
      }
      return groups;
    } catch (SQLException e) {
      throw new GroupIndexUnavailable("groups could not be read", e);
    }
  }

  @Override
  public List<Row> membersOf(ThreadId group, @Nullable UserId after, int limit) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(MEMBERS_OF)) {
      select.setString(1, id(group));
      select.setString(2, after == null ? "" : after.value());
      select.setInt(3, limit);
      List<Row> members = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          members.add(
              new Row(
                  new UserId(Objects.requireNonNull(rows.getString(1))),
                  Role.valueOf(Objects.requireNonNull(rows.getString(2)))));
        }
      }
      return members;
    } catch (SQLException e) {
      throw new GroupIndexUnavailable("members could not be read", e);
    }
  }

  private static String id(ThreadId group) {
    return group.groupId();
  }
}
