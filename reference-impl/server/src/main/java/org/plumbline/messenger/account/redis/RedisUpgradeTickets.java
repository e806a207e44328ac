package org.plumbline.messenger.account.redis;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.plumbline.messenger.account.AccountsUnavailable;
import org.plumbline.messenger.account.Identity;
import org.plumbline.messenger.account.OpaqueTokens;
import org.plumbline.messenger.account.UpgradeTickets;
import org.plumbline.messenger.directory.DirectoryUnavailable;
import org.plumbline.messenger.directory.redis.RedisServer;
import org.plumbline.messenger.directory.redis.RedisServer.Operation;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;
import redis.clients.jedis.params.SetParams;

/** Tickets in Redis, where any node finds them; GETDEL gives each to one taker only. */
@Singleton
@Requires(property = "messenger.servers", value = "real")
public final class RedisUpgradeTickets implements UpgradeTickets {

  private static final String PREFIX = "upgrade_ticket:";

  private final RedisServer redis;

  public RedisUpgradeTickets(RedisServer redis) {
    this.redis = redis;
  }

  @Override
  public void put(String ticket, Identity holder, Duration life) {
    try {
      var _ =
          redis.call(
              Operation.TICKET,
              client ->
                  client.set(key(ticket), text(holder), SetParams.setParams().px(life.toMillis())));
    } catch (DirectoryUnavailable e) {
      throw new AccountsUnavailable("the ticket could not be kept", e);
    }
  }

  @Override
  public Optional<Identity> take(String ticket) {
    try {
      String found = redis.call(Operation.TICKET, client -> client.getDel(key(ticket)));
      return Optional.ofNullable(found).map(RedisUpgradeTickets::holder);
    } catch (DirectoryUnavailable e) {
      throw new AccountsUnavailable("the ticket could not be looked up", e);
    }
  }

  private static String key(String ticket) {
    return PREFIX + OpaqueTokens.hexHash(ticket);
  }

  // Names have no bar in them (Identifier).
  private static String text(Identity holder) {
    return holder.user()
        + "|"
        + holder.device()
        + "|"
        + holder.expiryEpochSeconds()
        + "|"
        + holder.login();
  }

  private static Identity holder(String text) {
    String[] parts = text.split("\\|", -1);
    return new Identity(
        new UserId(parts[0]),
        new DeviceId(parts[1]),
        Long.parseLong(parts[2]),
        Long.parseLong(parts[3]));
  }
}
