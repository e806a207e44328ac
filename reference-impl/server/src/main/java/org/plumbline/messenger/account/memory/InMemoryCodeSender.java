package org.plumbline.messenger.account.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.plumbline.messenger.account.CodeSender;
import org.plumbline.protocol.UserId;

/** Keeps the last codes, for tests and for whoever runs a node without servers. */
@Singleton
@Requires(property = "messenger.servers", value = "memory")
public final class InMemoryCodeSender implements CodeSender {

  private static final int KEPT_MAX = 1_000;

  private final Cache<UserId, String> codes = Caffeine.newBuilder().maximumSize(KEPT_MAX).build();

  @Override
  public boolean isReady() {
    return true;
  }

  @Override
  public void send(UserId user, String channel, String code, Duration life) {
    codes.put(user, code);
  }

  /** The user's last code. */
  public Optional<String> lastOf(UserId user) {
    return Optional.ofNullable(codes.getIfPresent(user));
  }
}
