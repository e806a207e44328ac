package org.plumbline.messenger.account.memory;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.messenger.account.AccountBatches;
import org.plumbline.messenger.account.EndedLogin;
import org.plumbline.messenger.account.Login;
import org.plumbline.messenger.account.LoginStore;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;

/** Logins in maps. */
@Singleton
@Requires(property = "messenger.servers", value = "memory")
public final class InMemoryLoginStore implements LoginStore {

  private record Key(UserId user, DeviceId device) {}

  private record Row(long number, Refresh refresh, Instant since, Instant lastUsed) {}

  private record End(EndedLogin ended, Instant at) {}

  private final Map<UserId, Map<DeviceId, Row>> rows = new HashMap<>();
  private final Map<String, Key> families = new HashMap<>();
  private final List<End> ends = new ArrayList<>();
  private final InstantSource clock;
  private long lastNumber;

  public InMemoryLoginStore(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public synchronized long begin(UserId user, DeviceId device, Refresh refresh, Instant now) {
    lastNumber++;
    put(new Key(user, device), new Row(lastNumber, refresh, now, now));
    return lastNumber;
  }

  /** Begins a login for each, all of one number. */
  synchronized long beginAll(List<AccountBatches.Added> all, Instant now) {
    lastNumber++;
    for (AccountBatches.Added added : all) {
      put(new Key(added.user(), added.device()), new Row(lastNumber, added.refresh(), now, now));
    }
    return lastNumber;
  }

  private void put(Key key, Row row) {
    Row former = rows.computeIfAbsent(key.user(), _ -> new HashMap<>()).put(key.device(), row);
    if (former != null) {
      families.remove(former.refresh().familyHash());
    }
    families.put(row.refresh().familyHash(), key);
  }

  @Override
  public synchronized Rotation rotate(String shownHash, Refresh next, Instant now) {
    Key key = families.get(next.familyHash());
    Row row = key == null ? null : rows.getOrDefault(key.user(), Map.of()).get(key.device());
    if (key == null || row == null || !now.isBefore(row.refresh().expiry())) {
      return new Rotation.Unknown();
    }
    if (!row.refresh().secretHash().equals(shownHash)) {
      return new Rotation.Replayed(ended(key, row));
    }
    put(key, new Row(row.number(), next, row.since(), now));
    return new Rotation.Rotated(key.user(), key.device(), row.number());
  }

  @Override
  public synchronized Optional<EndedLogin> end(UserId user, DeviceId device) {
    return Optional.ofNullable(rows.getOrDefault(user, Map.of()).get(device))
        .map(row -> ended(new Key(user, device), row));
  }

  private EndedLogin ended(Key key, Row row) {
    rows.getOrDefault(key.user(), Map.of()).remove(key.device());
    families.remove(row.refresh().familyHash());
    EndedLogin ended = new EndedLogin(ends.size() + 1L, key.user(), key.device(), row.number());
    ends.add(new End(ended, clock.instant()));
    return ended;
  }

  @Override
  public synchronized List<Login> of(UserId user, Instant now, int limit) {
    return rows.getOrDefault(user, Map.of()).entrySet().stream()
        .filter(each -> now.isBefore(each.getValue().refresh().expiry()))
        .map(each -> new Login(each.getKey(), each.getValue().since(), each.getValue().lastUsed()))
        .sorted(
            Comparator.comparing(Login::lastUsed)
                .reversed()
                .thenComparing(login -> login.device().value()))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized List<EndedLogin> endedWithin(Duration past, long afterId, int limit) {
    Instant from = clock.instant().minus(past);
    return ends.stream()
        .filter(end -> !end.at().isBefore(from) && end.ended().id() > afterId)
        .map(End::ended)
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized void prune(Instant now, Duration endedKept) {
    rows.values()
        .forEach(
            devices ->
                devices
                    .values()
                    .removeIf(
                        row ->
                            row.refresh().expiry().isBefore(now)
                                && families.remove(row.refresh().familyHash()) != null));
  }
}
