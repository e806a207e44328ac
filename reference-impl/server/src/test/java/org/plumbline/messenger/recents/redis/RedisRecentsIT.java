package org.plumbline.messenger.recents.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.directory.Await;
import org.plumbline.messenger.directory.redis.RedisProcess;
import org.plumbline.messenger.directory.redis.RedisWorld;
import org.plumbline.messenger.history.SomeMessages;
import org.plumbline.messenger.node.NodeConfig;
import org.plumbline.messenger.node.NodeRole;
import org.plumbline.messenger.recents.Recents;
import org.plumbline.messenger.recents.RecentsConfig;
import org.plumbline.messenger.recents.RecentsContract;
import org.plumbline.messenger.recents.RecentsUnavailable;
import org.plumbline.protocol.Message;
import redis.clients.jedis.RedisClient;

/** Two nodes that share one Redis; the leases are renewed by hand. */
class RedisRecentsIT implements RecentsContract {

  private static final Instant NOW = Instant.parse("2026-11-22T05:00:00Z");
  private static final Duration LEASE = Duration.ofMinutes(1);

  private RedisProcess redis;
  private RedisWorld world;
  private RedisClient client;
  private RedisRecents one;
  private RedisRecents two;

  @BeforeEach
  void start() {
    redis = new RedisProcess();
    world = new RedisWorld(redis);
    client = redis.client();
    one = node("node-1");
    two = node("node-2");
  }

  private RedisRecents node(String id) {
    RedisRecents recents =
        new RedisRecents(
            world.node(id).server(),
            new RecentsConfig(LEASE, Duration.ofHours(1), Duration.ZERO, 10),
            new NodeConfig(id, 1, Set.of(NodeRole.values())),
            InstantSource.system());
    recents.lease();
    return recents;
  }

  @AfterEach
  void stop() {
    one.stop();
    two.stop();
    client.close();
    world.close();
    redis.close();
  }

  /** As if the time of the lease had gone by, however slow the machine is. */
  private void letLeaseRunOut(String node) {
    String lease = "recents:writer:" + node;
    assertThat(client.pttl(lease)).as("it ends by itself").isBetween(1L, LEASE.toMillis());
    client.pexpire(lease, 1);
    Await.until("the lease ran out", Duration.ofSeconds(5), () -> !client.exists(lease));
  }

  @Override
  public Recents recents() {
    return one;
  }

  @Override
  public void awaitTrust() {
    one.lease();
  }

  private static void record(RedisRecents node, SomeMessages some, long seq) {
    node.record(
        node.trust(), List.of(new Recents.Addition(some.message(seq, NOW), List.of(some.ann()))));
  }

  private static List<Long> seqs(RedisRecents node, SomeMessages some) {
    return node.newest(some.thread()).orElse(List.of()).stream().map(Message::seq).toList();
  }

  @Test
  void shouldGoOnWhereAnotherNodeEnded() {
    SomeMessages some = new SomeMessages();
    record(one, some, 0);
    record(two, some, 1);
    assertThat(seqs(one, some)).containsExactly(0L, 1L);
  }

  @Test
  void shouldGiveNothingOfANodeThatIsGone() {
    SomeMessages some = new SomeMessages();
    record(two, some, 0);
    assertThat(seqs(one, some)).containsExactly(0L);
    letLeaseRunOut("node-2");
    assertThat(seqs(one, some)).as("of a node without a lease").isEmpty();
    two.lease();
    assertThat(seqs(one, some)).as("what an ended lease vouched for").isEmpty();
  }

  @Test
  void shouldCountWhatIsRecordedWhenALeaseIsBegunFromManySidesAtOnce() throws Exception {
    for (int round = 0; round < 20; round++) {
      SomeMessages some = new SomeMessages();
      one.distrust();
      try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Callable<Void>> leases = Collections.nCopies(8, this::leaseOfOne);
        for (Future<Void> lease : executor.invokeAll(leases)) {
          lease.get();
        }
      }
      record(one, some, 0);
      assertThat(seqs(one, some)).as("round %d", round).containsExactly(0L);
    }
  }

  private Void leaseOfOne() {
    one.lease();
    return null;
  }

  @Test
  void shouldGiveNothingStaleWhenRedisWasAwayWhileMessagesWereStored() {
    SomeMessages some = new SomeMessages();
    record(one, some, 0);
    redis.pause();
    assertThatExceptionOfType(RecentsUnavailable.class).isThrownBy(() -> record(one, some, 1));
    redis.resume();
    Await.until(
        "recorded again",
        Duration.ofSeconds(10),
        () -> {
          try {
            one.lease();
            record(one, some, 2);
            return !seqs(one, some).isEmpty();
          } catch (RecentsUnavailable e) {
            return false;
          }
        });
    assertThat(seqs(one, some)).containsExactly(2L);
  }
}
