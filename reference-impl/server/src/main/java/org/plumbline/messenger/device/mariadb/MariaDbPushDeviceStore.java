package org.plumbline.messenger.device.mariadb;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.plumbline.messenger.device.DevicesUnavailable;
import org.plumbline.messenger.device.PushAddress;
import org.plumbline.messenger.device.PushDevice;
import org.plumbline.messenger.device.PushDeviceStore;
import org.plumbline.messenger.device.PushProvider;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;

/**
 * Devices in the table {@code push_devices}. Its unique key over the address' hash makes an address
 * belong to one device: {@code REPLACE} removes whoever had it.
 */
@Singleton
@Requires(property = "messenger.servers", value = "real")
public final class MariaDbPushDeviceStore implements PushDeviceStore {

  private static final int USERS_AT_ONCE = 500;
  private static final String COLUMNS =
      "user_id, device_id, provider, address, p256dh, auth, opted_in, registered_at";
  private static final String REPLACE =
      "REPLACE INTO push_devices ("
          + COLUMNS
          + ", address_hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String TRIM =
      "DELETE FROM push_devices WHERE user_id = ? AND device_id NOT IN (SELECT device_id FROM"
          + " (SELECT device_id FROM push_devices WHERE user_id = ?"
          + " ORDER BY registered_at DESC, device_id LIMIT "
          + DEVICES_MAX
          + ") AS newest)";
  private static final String FIND =
      "SELECT " + COLUMNS + " FROM push_devices WHERE user_id = ? AND device_id = ?";
  private static final String REMOVE =
      "DELETE FROM push_devices WHERE user_id = ? AND device_id = ?";
  private static final String PRUNE = REMOVE + " AND address_hash = ? AND registered_at <= ?";

  private final DataSource dataSource;

  public MariaDbPushDeviceStore(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  private interface Work<T> {
    T with(Connection connection) throws SQLException;
  }

  @Override
  public void save(PushDevice device) {
    var _ =
        connected(
            connection -> {
              try (PreparedStatement replace = connection.prepareStatement(REPLACE);
                  PreparedStatement trim = connection.prepareStatement(TRIM)) {
                PushAddress address = device.address();
                replace.setString(1, device.user().value());
                replace.setString(2, device.device().value());
                replace.setString(3, address.provider().id());
                replace.setString(4, address.value());
                replace.setString(
                    5, address instanceof PushAddress.Subscription web ? web.p256dh() : "");
                replace.setString(
                    6, address instanceof PushAddress.Subscription web ? web.auth() : "");
                replace.setBoolean(7, device.optedIn());
                replace.setLong(8, device.registeredAtMillis());
                replace.setBytes(9, hash(address));
                replace.executeUpdate();
                trim.setString(1, device.user().value());
                trim.setString(2, device.user().value());
                return trim.executeUpdate();
              }
            });
  }

  @Override
  public Optional<PushDevice> find(UserId user, DeviceId device) {
    return connected(
        connection -> {
          try (PreparedStatement find = connection.prepareStatement(FIND)) {
            find.setString(1, user.value());
            find.setString(2, device.value());
            try (ResultSet found = find.executeQuery()) {
              return found.next() ? Optional.of(device(found)) : Optional.empty();
            }
          }
        });
  }

  @Override
  public boolean remove(UserId user, DeviceId device) {
    return connected(
        connection -> {
          try (PreparedStatement remove = connection.prepareStatement(REMOVE)) {
            remove.setString(1, user.value());
            remove.setString(2, device.value());
            return remove.executeUpdate() > 0;
          }
        });
  }

  @Override
  public Map<UserId, List<PushDevice>> optedIn(Collection<UserId> users) {
    Map<UserId, List<PushDevice>> all = new HashMap<>();
    List<UserId> asked = List.copyOf(users);
    for (int from = 0; from < asked.size(); from += USERS_AT_ONCE) {
      List<UserId> part = asked.subList(from, Math.min(asked.size(), from + USERS_AT_ONCE));
      var _ =
          connected(
              connection -> {
                readOptedIn(connection, part, all);
                return true;
              });
    }
    return all;
  }

  private static void readOptedIn(
      Connection connection, List<UserId> users, Map<UserId, List<PushDevice>> into)
      throws SQLException {
    String places = String.join(", ", Collections.nCopies(users.size(), "?"));
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT "
                + COLUMNS
                + " FROM push_devices WHERE opted_in AND user_id IN ("
                + places
                + ")")) {
      for (int i = 0; i < users.size(); i++) {
        select.setString(i + 1, users.get(i).value());
      }
      try (ResultSet found = select.executeQuery()) {
        while (found.next()) {
          PushDevice device = device(found);
          into.computeIfAbsent(device.user(), _ -> new ArrayList<>()).add(device);
        }
      }
    }
  }

  @Override
  public boolean prune(PushDevice device, long deadSinceMillis) {
    return connected(
        connection -> {
          try (PreparedStatement prune = connection.prepareStatement(PRUNE)) {
            prune.setString(1, device.user().value());
            prune.setString(2, device.device().value());
            prune.setBytes(3, hash(device.address()));
            prune.setLong(4, deadSinceMillis);
            return prune.executeUpdate() > 0;
          }
        });
  }

  private <T> T connected(Work<T> work) {
    try (Connection connection = dataSource.getConnection()) {
      return work.with(connection);
    } catch (SQLException e) {
      throw new DevicesUnavailable("devices could not be read or stored", e);
    }
  }

  private static PushDevice device(ResultSet row) throws SQLException {
    PushProvider provider =
        PushProvider.valueOf(row.getString("provider").toUpperCase(Locale.ROOT));
    PushAddress address =
        provider == PushProvider.WEBPUSH
            ? new PushAddress.Subscription(
                row.getString("address"), row.getString("p256dh"), row.getString("auth"))
            : new PushAddress.Token(provider, row.getString("address"));
    return new PushDevice(
        new UserId(row.getString("user_id")),
        new DeviceId(row.getString("device_id")),
        address,
        row.getBoolean("opted_in"),
        row.getLong("registered_at"));
  }

  private static byte[] hash(PushAddress address) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(address.value().getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
