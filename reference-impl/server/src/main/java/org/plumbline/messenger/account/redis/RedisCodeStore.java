package org.plumbline.messenger.account.redis;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.plumbline.messenger.account.AccountsUnavailable;
import org.plumbline.messenger.account.CodeConfig;
import org.plumbline.messenger.account.CodeStore;
import org.plumbline.messenger.directory.DirectoryUnavailable;
import org.plumbline.messenger.directory.redis.RedisServer;
import org.plumbline.messenger.directory.redis.RedisServer.Operation;
import org.plumbline.messenger.directory.redis.Script;
import org.plumbline.protocol.UserId;

/** Codes in Redis, where they end by themselves; each step is one script. */
@Singleton
@Requires(property = "messenger.servers", value = "real")
public final class RedisCodeStore implements CodeStore {

  private static final Script KEEP = Script.of(RedisCodeStore.class, "code-keep.lua");
  private static final Script SPEND = Script.of(RedisCodeStore.class, "code-spend.lua");

  private final RedisServer redis;
  private final CodeConfig config;

  public RedisCodeStore(RedisServer redis, CodeConfig config) {
    this.redis = redis;
    this.config = config;
  }

  @Override
  public Optional<Duration> keep(UserId user, String hash) {
    long wait =
        run(
            KEEP,
            List.of(key(user), "code_count:" + user.value()),
            List.of(
                hash,
                Long.toString(config.life().toMillis()),
                Integer.toString(config.codesMax()),
                Long.toString(config.window().toMillis())));
    return wait == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(wait));
  }

  @Override
  public boolean spend(UserId user, String hash) {
    return run(SPEND, List.of(key(user)), List.of(hash, Integer.toString(config.triesMax()))) == 1;
  }

  private static String key(UserId user) {
    return "code:" + user.value();
  }

  private long run(Script script, List<String> keys, List<String> arguments) {
    try {
      return (Long) redis.call(Operation.CODE, client -> script.run(client, keys, arguments));
    } catch (DirectoryUnavailable e) {
      throw new AccountsUnavailable("codes cannot be reached", e);
    }
  }
}
