package org.plumbline.messenger.media.mariadb;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.media.MediaRecord;
import org.plumbline.messenger.media.MediaRecord.State;
import org.plumbline.messenger.media.MediaRecords;
import org.plumbline.messenger.media.MediaUnavailable;
import org.plumbline.protocol.Content.MediaKind;
import org.plumbline.protocol.MediaId;
import org.plumbline.protocol.UserId;

/** The table {@code media}. Every change is one statement, so that none is ever half made. */
@Singleton
@Requires(property = "messenger.servers", value = "real")
public final class MariaDbMediaRecords implements MediaRecords {

  private static final String COLUMNS =
      "media_id, owner_id, kind, content_type, bytes, state, created_at";
  private static final String UNREFERRED = "state IN ('WAITING', 'CHECKING', 'READY')";

  private final DataSource dataSource;

  /** Takes the pool that the settings {@code datasources.default.*} describe. */
  public MariaDbMediaRecords(@Nullable DataSource dataSource) {
    if (dataSource == null) {
      throw new IllegalStateException(
          "datasources.default.url: missing (expected: jdbc:mariadb://HOST:PORT/DATABASE)");
    }
    this.dataSource = dataSource;
  }

  @Override
  public void add(MediaRecord created) {
    change(
        "INSERT INTO media (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?)",
        created.id().value(),
        created.owner().value(),
        created.kind().name(),
        created.contentType(),
        created.bytes(),
        created.state().name(),
        created.createdAtMillis());
  }

  @Override
  public Optional<MediaRecord> find(MediaId id) {
    return select("SELECT " + COLUMNS + " FROM media WHERE media_id = ?", id.value()).stream()
        .findFirst();
  }

  @Override
  public int unreferredOf(UserId owner) {
    return ask(
        "SELECT COUNT(*) FROM media WHERE owner_id = ? AND " + UNREFERRED,
        rows -> rows.next() ? rows.getInt(1) : 0,
        owner.value());
  }

  @Override
  public boolean move(MediaId id, State from, State to) {
    return change(
            "UPDATE media SET state = ? WHERE media_id = ? AND state = ?",
            to.name(),
            id.value(),
            from.name())
        == 1;
  }

  @Override
  public int doomOrphans(long beforeMillis, int limit) {
    return change(
        "UPDATE media SET state = 'DOOMED' WHERE "
            + UNREFERRED
            + " AND created_at < ? ORDER BY created_at LIMIT ?",
        beforeMillis,
        limit);
  }

  @Override
  public List<MediaRecord> doomed(long beforeMillis, int limit) {
    return select(
        "SELECT "
            + COLUMNS
            + " FROM media WHERE state = 'DOOMED' AND created_at < ? ORDER BY created_at LIMIT ?",
        beforeMillis,
        limit);
  }

  @Override
  public void remove(MediaId id) {
    change("DELETE FROM media WHERE media_id = ?", id.value());
  }

  @Override
  public List<MediaRecord> uncleared(long beforeMillis, int limit) {
    return select(
        "SELECT "
            + COLUMNS
            + " FROM media WHERE cleared = 0 AND created_at < ?"
            + " AND state IN ('READY', 'REFERRED') ORDER BY created_at LIMIT ?",
        beforeMillis,
        limit);
  }

  @Override
  public void cleared(MediaId id) {
    change("UPDATE media SET cleared = 1 WHERE media_id = ?", id.value());
  }

  private interface Reader<T> {
    T read(ResultSet rows) throws SQLException;
  }

  private List<MediaRecord> select(String statement, Object... values) {
    return ask(
        statement,
        rows -> {
          List<MediaRecord> found = new ArrayList<>();
          while (rows.next()) {
            found.add(
                new MediaRecord(
                    new MediaId(rows.getString(1)),
                    new UserId(rows.getString(2)),
                    MediaKind.valueOf(rows.getString(3)),
                    rows.getString(4),
                    rows.getLong(5),
                    State.valueOf(rows.getString(6)),
                    rows.getLong(7)));
          }
          return found;
        },
        values);
  }

  private <T> T ask(String statement, Reader<T> reader, Object... values) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement prepared = prepared(connection, statement, values);
        ResultSet rows = prepared.executeQuery()) {
      return reader.read(rows);
    } catch (SQLException e) {
      throw new MediaUnavailable("records of media could not be read", e);
    }
  }

  private int change(String statement, Object... values) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement prepared = prepared(connection, statement, values)) {
      return prepared.executeUpdate();
    } catch (SQLException e) {
      throw new MediaUnavailable("records of media could not be changed", e);
    }
  }

  private static PreparedStatement prepared(
      Connection connection, String statement, Object... values) throws SQLException {
    PreparedStatement prepared = connection.prepareStatement(statement);
    for (int i = 0; i < values.length; i++) {
      prepared.setObject(i + 1, values[i]);
    }
    return prepared;
  }
}
