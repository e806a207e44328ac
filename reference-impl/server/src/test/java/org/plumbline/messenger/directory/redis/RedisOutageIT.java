package org.plumbline.messenger.directory.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.health.HealthStatus;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.directory.Await;
import org.plumbline.messenger.directory.DirectoryUnavailable;
import org.plumbline.messenger.directory.HeardNews;
import org.plumbline.messenger.directory.SessionDirectory.Location;
import org.plumbline.messenger.directory.SessionDirectory.Session;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

/** A Redis that dies, hangs, or comes back with less than it knew. */
class RedisOutageIT {
  private static final UserId ALICE = new UserId("alice");
  private static final UserId BOB = new UserId("bob");
  private static final DeviceId PHONE = new DeviceId("phone");

  /** What {@link RedisConfig} promises, and a second for a busy machine. */
  private static final Duration CALL_MAX = Duration.ofSeconds(4);

  private static final Duration BOUND = Duration.ofSeconds(10);

  private RedisProcess redis;
  private RedisWorld world;

  @BeforeEach
  void start() {
    redis = new RedisProcess();
    world = new RedisWorld(redis);
  }

  @AfterEach
  void stop() {
    world.close();
    redis.close();
  }

  private static Duration timeToFail(Runnable call) {
    var started = System.nanoTime();
    assertThatThrownBy(call::run).isInstanceOf(DirectoryUnavailable.class);
    return Duration.ofNanos(System.nanoTime() - started);
  }

  private static HealthStatus health(RedisWorld.RedisNode node, RedisProcess redis) {
    return new RedisHealth(node.registry(), RedisWorld.config(redis.uri())).result().getStatus();
  }

  @Test
  void shouldFailInTimeAndRecoverByItselfWhenRedisIsKilled() {
    var node = world.node("node-1");
    var epoch = node.sessions().register(ALICE, PHONE).epoch();
    Await.until("ready", BOUND, () -> health(node, redis).equals(HealthStatus.UP));

    redis.kill();
    assertThat(timeToFail(() -> node.sessions().locate(List.of(ALICE)))).isLessThan(CALL_MAX);
    assertThat(timeToFail(() -> node.sessions().register(ALICE, PHONE))).isLessThan(CALL_MAX);
    Await.until("not ready", BOUND, () -> health(node, redis).equals(HealthStatus.DOWN));
    assertThat(node.registry().live()).as("the last known view").containsKey("node-1");
    assertThat(node.meters().get("messenger.directory.failures").counter().count()).isPositive();

    redis.start();
    Await.until("it announces again", BOUND, () -> announcesAsForgotten(node.registry()));
    assertThat(node.sessions().restore(List.of(new Session(ALICE, PHONE, epoch)))).isEmpty();
    Await.until("ready", BOUND, () -> health(node, redis).equals(HealthStatus.UP));
    assertThat(node.sessions().locate(List.of(ALICE)).get(ALICE))
        .containsExactly(new Location(PHONE, "node-1", epoch));
    assertThat(node.sessions().register(ALICE, PHONE).epoch()).isGreaterThan(epoch);
  }

  private static boolean announcesAsForgotten(RedisNodeRegistry registry) {
    try {
      return !registry.announce();
    } catch (DirectoryUnavailable e) {
      return false;
    }
  }

  @Test
  void shouldFailFastAfterSomeFailuresWhenRedisHangs() {
    var node = world.node("node-1");
    node.sessions().register(ALICE, PHONE);

    redis.pause();
    try {
      assertThat(timeToFail(() -> node.sessions().locate(List.of(ALICE)))).isLessThan(CALL_MAX);
      Await.until(
          "the breaker opens",
          BOUND,
          () ->
              timeToFail(() -> node.sessions().locate(List.of(ALICE)))
                      .compareTo(Duration.ofMillis(20))
                  < 0);
    } finally {
      redis.resume();
    }

    Await.until("it answers again", BOUND, () -> locates(node));
    assertThat(node.sessions().locate(List.of(ALICE))).hasSize(1);
  }

  @Test
  void shouldRemoveEntryLaterWhenSessionEndsWhileRedisHangs() {
    var node = world.node("node-1");
    var epoch = node.sessions().register(ALICE, PHONE).epoch();

    redis.pause();
    assertThat(timeToFail(() -> node.sessions().unregister(ALICE, PHONE, epoch)))
        .isLessThan(CALL_MAX);
    assertThat(timeToFail(() -> node.sessions().register(BOB, PHONE))).isLessThan(CALL_MAX);
    redis.resume();

    try (var client = redis.client()) {
      Await.until(
          "nobody is left who should be gone",
          BOUND,
          () ->
              !client.exists("user_server_connection:alice")
                  && !client.exists("user_server_connection:bob"));
    }
    assertThat(node.sessions().register(BOB, PHONE).replaced()).isEmpty();
    assertThat(node.sessions().locate(List.of(ALICE, BOB))).containsOnlyKeys(BOB);
  }

  private static boolean locates(RedisWorld.RedisNode node) {
    try {
      return !node.sessions().locate(List.of(ALICE)).isEmpty();
    } catch (DirectoryUnavailable e) {
      return false;
    }
  }

  @Test
  void shouldEndEachOfManyCallsInTimeWhenRedisHangs() throws Exception {
    var node = world.node("node-1");
    node.sessions().register(ALICE, PHONE);

    redis.pause();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var calls =
          IntStream.range(0, 200)
              .mapToObj(
                  _ ->
                      (Callable<Duration>)
                          () -> timeToFail(() -> node.sessions().locate(List.of(ALICE))))
              .toList();
      for (var took : threads.invokeAll(calls)) {
        assertThat(took.get()).isLessThan(CALL_MAX);
      }
    } finally {
      redis.resume();
    }
  }

  @Test
  void shouldSayForgottenWhenRedisReturnsWithAnOldSnapshot() {
    var node = world.node("node-1");
    node.registry().announce();
    try (var client = redis.client()) {
      assertThat(client.executeCommand(new CommandArguments(Command.SAVE))).isNotNull();
    }
    var epoch = node.sessions().register(ALICE, PHONE).epoch();

    redis.kill();
    redis.start();

    Await.until("the loss is noticed", BOUND, () -> announcesAsForgotten(node.registry()));
    assertThat(node.sessions().restore(List.of(new Session(ALICE, PHONE, epoch)))).isEmpty();
    assertThat(node.sessions().locate(List.of(ALICE))).hasSize(1);
    assertThat(node.registry().announce()).isTrue();
  }

  @Test
  void shouldStartWithoutRedisWhenItComesLater() {
    redis.kill();
    var node = world.node("node-1");
    assertThat(health(node, redis)).isEqualTo(HealthStatus.DOWN);
    assertThat(timeToFail(() -> node.sessions().register(ALICE, PHONE))).isLessThan(CALL_MAX);

    var starting = CompletableFuture.runAsync(redis::start);

    Await.until("it registers", BOUND, () -> registers(node));
    starting.join();
    assertThat(node.sessions().locate(List.of(ALICE))).hasSize(1);
  }

  private static boolean registers(RedisWorld.RedisNode node) {
    try {
      return node.sessions().register(ALICE, PHONE).epoch() > 0;
    } catch (DirectoryUnavailable e) {
      return false;
    }
  }

  @Test
  void shouldEndTheNewsWhileRedisIsAwayAndBeginItAnewByItself() throws Exception {
    try (var news = new RedisDirectoryNews(world.node("node-1").server())) {
      news.start();
      var heard = new HeardNews();
      news.hear(heard);
      Await.until("the news begins", BOUND, heard::isStanding);

      redis.kill();
      Await.until("the news ends", BOUND, () -> !heard.isStanding());
      assertThat(news.caughtUp()).failsWithin(BOUND);

      redis.start();
      Await.until("the news begins again", BOUND, heard::isStanding);
      world.node("node-2").sessions().register(ALICE, PHONE);
      news.caughtUp().get(10, TimeUnit.SECONDS);
      assertThat(heard.changed()).contains(ALICE);
    }
  }
}
