package org.plumbline.messenger.account.memory;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.account.QrStore;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;

/** Logins by QR code in a map. */
@Singleton
@Requires(property = "messenger.servers", value = "memory")
public final class InMemoryQrStore implements QrStore {

  private record By(UserId user, DeviceId device) {}

  private record Row(
      String secretHash, Requester requester, Instant until, @Nullable By by, boolean approved) {}

  private final Map<String, Row> rows = new HashMap<>();
  private final InstantSource clock;

  public InMemoryQrStore(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public synchronized void open(String id, String secretHash, Requester requester, Duration life) {
    Instant now = clock.instant();
    rows.values().removeIf(row -> !now.isBefore(row.until()));
    rows.put(id, new Row(secretHash, requester, now.plus(life), null, false));
  }

  private @Nullable Row row(String id) {
    Row row = rows.get(id);
    return row == null || !clock.instant().isBefore(row.until()) ? null : row;
  }

  @Override
  public synchronized Optional<Requester> scan(String id, UserId user, DeviceId device) {
    Row row = row(id);
    By by = new By(user, device);
    if (row == null || (row.by() != null && !by.equals(row.by()))) {
      return Optional.empty();
    }
    rows.put(id, new Row(row.secretHash(), row.requester(), row.until(), by, row.approved()));
    return Optional.of(row.requester());
  }

  @Override
  public synchronized boolean approve(String id, UserId user, DeviceId device) {
    Row row = row(id);
    if (row == null || !new By(user, device).equals(row.by())) {
      return false;
    }
    rows.put(id, new Row(row.secretHash(), row.requester(), row.until(), row.by(), true));
    return true;
  }

  @Override
  public synchronized Claim claim(String id, String secretHash) {
    Row row = row(id);
    if (row == null || !row.secretHash().equals(secretHash)) {
      return new Claim.Gone();
    }
    By by = row.by();
    if (by == null || !row.approved()) {
      return new Claim.Waiting(by != null);
    }
    rows.remove(id);
    return new Claim.Approved(by.user());
  }
}
