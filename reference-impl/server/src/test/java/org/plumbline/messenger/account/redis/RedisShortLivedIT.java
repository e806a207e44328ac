package org.plumbline.messenger.account.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.account.CodeStore;
import org.plumbline.messenger.account.QrStore;
import org.plumbline.messenger.account.ShortLivedContracts;
import org.plumbline.messenger.account.UpgradeTickets;
import org.plumbline.messenger.directory.Await;
import org.plumbline.messenger.directory.redis.RedisProcess;
import org.plumbline.messenger.directory.redis.RedisServer;
import org.plumbline.messenger.directory.redis.RedisWorld;
import org.plumbline.protocol.UserId;
import redis.clients.jedis.params.SetParams;

class RedisShortLivedIT
    implements ShortLivedContracts.Tickets,
        ShortLivedContracts.Codes,
        ShortLivedContracts.QrLogins {

  private static RedisProcess redis;
  private static RedisServer server;

  @BeforeAll
  static void start() {
    redis = new RedisProcess();
    server = new RedisServer(RedisWorld.config(redis.uri()), new SimpleMeterRegistry());
  }

  @AfterAll
  static void stop() {
    server.close();
    redis.close();
  }

  /** Nothing of a life this short is left when a key that was set later has ended. */
  @Override
  public void letPass(Duration life) {
    try (var client = redis.client()) {
      client.set("marker", "1", SetParams.setParams().px(life.toMillis()));
      Await.until("the marker ended", Duration.ofSeconds(5), () -> !client.exists("marker"));
    }
  }

  @Override
  public UpgradeTickets tickets() {
    return new RedisUpgradeTickets(server);
  }

  @Override
  public CodeStore codes() {
    return new RedisCodeStore(server, ShortLivedContracts.codeConfig());
  }

  @Override
  public QrStore logins() {
    return new RedisQrStore(server);
  }

  @Test
  void shouldLimitEveryKeyInTimeAndKeepNoSecretWhenWritten() {
    UserId user = new UserId("ann");
    codes().keep(user, "hash");
    logins().open("id-1", "hash", REQUESTER, Duration.ofSeconds(60));

    try (var client = redis.client()) {
      assertThat(client.pttl("code:ann")).isBetween(1L, 600_000L);
      assertThat(client.pttl("code_count:ann")).isBetween(1L, 600_000L);
      assertThat(client.pttl("qr_login:id-1")).isBetween(1L, 60_000L);
    }
  }
}
