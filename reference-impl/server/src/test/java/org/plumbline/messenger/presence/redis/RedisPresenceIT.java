package org.plumbline.messenger.presence.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.directory.Await;
import org.plumbline.messenger.directory.DirectoryUnavailable;
import org.plumbline.messenger.directory.redis.RedisProcess;
import org.plumbline.messenger.directory.redis.RedisWorld;
import org.plumbline.messenger.presence.Presence;
import org.plumbline.messenger.presence.PresenceConfig;
import org.plumbline.messenger.presence.PresenceContract;
import org.plumbline.protocol.UserId;

class RedisPresenceIT implements PresenceContract {
  private static final Duration KEPT = Duration.ofDays(90);

  private RedisProcess redis;
  private RedisWorld world;
  private final Deque<PresenceNews> news = new ArrayDeque<>();

  @BeforeEach
  void start() {
    redis = new RedisProcess();
    world = new RedisWorld(redis);
  }

  @AfterEach
  void stop() {
    news.forEach(PresenceNews::close);
    world.close();
    redis.close();
  }

  @Override
  public Node join(String id) {
    var node = world.node(id);
    node.registry().announce();
    var config =
        new PresenceConfig(
            Duration.ofSeconds(5),
            Duration.ZERO,
            Duration.ofSeconds(3),
            Duration.ofSeconds(1),
            100_000,
            512,
            KEPT,
            10_000);
    var carried = new PresenceNews(node.server(), config);
    news.push(carried);
    carried.start();
    Await.until("subscribed", BOUND, carried::isSubscribed);
    return new Node(
        node.sessions(), new RedisPresence(node.server(), node.sessions(), carried, config));
  }

  @Test
  void shouldLimitLastSeenInTimeWhenWritten() {
    var presence = join("node-1").presence();

    presence.seen(List.of(ALICE), 1_700_000_000_000L);

    try (var client = redis.client()) {
      assertThat(client.get("last_seen:alice")).isEqualTo("1700000000000");
      assertThat(client.pttl("last_seen:alice"))
          .isBetween(KEPT.minusMinutes(1).toMillis(), KEPT.toMillis());
    }
  }

  @Test
  void shouldBringAllNewsInFewMessagesWhenManyUsersChange() {
    var presence = join("node-1").presence();
    Set<UserId> heard = ConcurrentHashMap.newKeySet();
    presence.onChange(heard::add);

    for (int i = 0; i < 5_000; i++) {
      presence.announceChange(new UserId("user-" + i));
    }

    Await.until("all were heard", BOUND, () -> heard.size() == 5_000);
    try (var client = redis.client()) {
      // One message holds 256 users at most; what is sent while the first is under way is not full.
      assertThat(client.info("commandstats")).containsPattern("cmdstat_publish:calls=\\d{1,3},");
    }
  }

  @Test
  void shouldHearNewsAgainWhenRedisWasRestarted() {
    var presence = join("node-1").presence();
    Set<UserId> heard = ConcurrentHashMap.newKeySet();
    presence.onChange(heard::add);

    redis.kill();
    presence.announceChange(ALICE);
    assertThatThrownBy(() -> presence.of(List.of(ALICE))).isInstanceOf(DirectoryUnavailable.class);
    assertThatThrownBy(() -> presence.seen(List.of(ALICE), 1))
        .isInstanceOf(DirectoryUnavailable.class);
    redis.start();

    Await.until("news arrive", BOUND, () -> announced(presence, heard));
    assertThat(heard).contains(BOB);
  }

  private static boolean announced(Presence presence, Set<UserId> heard) {
    presence.announceChange(BOB);
    return heard.contains(BOB);
  }

  @Test
  void shouldHearNewsAgainWhenRedisVanishedWithoutAWord() {
    var presence = join("node-1").presence();
    Set<UserId> heard = ConcurrentHashMap.newKeySet();
    presence.onChange(heard::add);

    redis.pause();
    try {
      Await.until("the silence is noticed", Duration.ofSeconds(15), () -> !isSubscribed());
    } finally {
      redis.resume();
    }

    Await.until("news arrive", BOUND, () -> announced(presence, heard));
    assertThat(heard).contains(BOB);
  }

  private boolean isSubscribed() {
    return news.getFirst().isSubscribed();
  }
}
