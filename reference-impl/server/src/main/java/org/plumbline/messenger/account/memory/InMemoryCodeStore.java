package org.plumbline.messenger.account.memory;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.plumbline.messenger.account.CodeConfig;
import org.plumbline.messenger.account.CodeStore;
import org.plumbline.protocol.UserId;

/** Codes in maps. */
@Singleton
@Requires(property = "messenger.servers", value = "memory")
public final class InMemoryCodeStore implements CodeStore {

  private record Kept(String hash, Instant until, int tries) {}

  private record Window(int codes, Instant until) {}

  private final Map<UserId, Kept> codes = new HashMap<>();
  private final Map<UserId, Window> windows = new HashMap<>();
  private final CodeConfig config;
  private final InstantSource clock;

  public InMemoryCodeStore(CodeConfig config, InstantSource clock) {
    this.config = config;
    this.clock = clock;
  }

  @Override
  public synchronized Optional<Duration> keep(UserId user, String hash) {
    Instant now = clock.instant();
    codes.values().removeIf(kept -> !now.isBefore(kept.until()));
    windows.values().removeIf(window -> !now.isBefore(window.until()));
    Window window = windows.getOrDefault(user, new Window(0, now.plus(config.window())));
    if (window.codes() >= config.codesMax()) {
      return Optional.of(Duration.between(now, window.until()));
    }
    windows.put(user, new Window(window.codes() + 1, window.until()));
    codes.put(user, new Kept(hash, now.plus(config.life()), 0));
    return Optional.empty();
  }

  @Override
  public synchronized boolean spend(UserId user, String hash) {
    Kept kept = codes.remove(user);
    if (kept == null || !clock.instant().isBefore(kept.until())) {
      return false;
    }
    if (kept.hash().equals(hash)) {
      return true;
    }
    if (kept.tries() + 1 < config.triesMax()) {
      codes.put(user, new Kept(kept.hash(), kept.until(), kept.tries() + 1));
    }
    return false;
  }
}
