package org.plumbline.messenger.monitor.memory;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.plumbline.messenger.monitor.Usage;
import org.plumbline.protocol.UserId;

/** One day in memory: what was before is forgotten when the next day begins. */
@Singleton
@Requires(property = "messenger.servers", value = "memory")
public final class MemoryUsage implements Usage {

  private final Set<UserId> users = new HashSet<>();
  private LocalDate today = LocalDate.EPOCH;

  @Override
  public synchronized void active(Collection<UserId> seen, LocalDate day) {
    if (day.isAfter(today)) {
      today = day;
      users.clear();
    }
    if (day.equals(today)) {
      users.addAll(seen);
    }
  }

  @Override
  public synchronized long activeUsers(LocalDate day) {
    return day.equals(today) ? users.size() : 0;
  }

  @Override
  public Lookups lookups() {
    return new Lookups(0, 0);
  }
}
