package org.plumbline.messenger.directory.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.directory.NodeRegistry;
import org.plumbline.messenger.directory.SessionDirectory;
import org.plumbline.messenger.directory.SessionDirectory.Session;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;
import redis.clients.jedis.RedisClient;

/** What the directory costs Redis: round trips, keys, and how long they are kept. */
class RedisCostIT {
  private static final DeviceId PHONE = new DeviceId("phone");

  /** Redis reads at most 16 KiB of a connection at once (PROTO_IOBUF_LEN in its server.h). */
  private static final int READ_BYTES_MAX = 16 * 1_024;

  private static RedisProcess redis;
  private RedisWorld world;
  private RedisClient client;

  @BeforeAll
  static void startRedis() {
    redis = new RedisProcess();
  }

  @AfterAll
  static void stopRedis() {
    redis.close();
  }

  @BeforeEach
  void openWorld() {
    world = new RedisWorld(redis);
    client = redis.client();
  }

  @AfterEach
  void closeWorld() {
    client.close();
    world.close();
  }

  @Test
  void shouldTakeOneRoundTripWhenFiveHundredUsersAreLocated() {
    var node = world.node("node-1");
    var users = IntStream.range(0, 500).mapToObj(i -> new UserId("user-" + i)).toList();
    node.sessions().restore(users.stream().map(user -> new Session(user, PHONE, 1)).toList());
    node.registry().refresh();
    // Nothing else may read or write now: the thread that renews the view would be counted too.
    node.registry().close();
    assertThat(node.sessions().locate(users)).hasSize(500);

    var readsBefore = stat("stats", "total_reads_processed");
    var bytesBefore = stat("stats", "total_net_input_bytes");
    var commandsBefore = stat("commandstats", "cmdstat_hgetall:calls");
    assertThat(node.sessions().locate(users)).hasSize(500);
    var commands = stat("commandstats", "cmdstat_hgetall:calls") - commandsBefore;
    var bytes = stat("stats", "total_net_input_bytes") - bytesBefore;
    var reads = stat("stats", "total_reads_processed") - readsBefore;

    assertThat(commands).isEqualTo(500);
    // A call for each user would be at least 500 reads. The slack is for segments that TCP cuts,
    // and for the INFO calls of this test.
    assertThat(reads).isLessThanOrEqualTo(3 * (bytes / READ_BYTES_MAX + 1) + 8);
  }

  private long stat(String section, String name) {
    var found =
        Pattern.compile("^" + name + "[:=](\\d+)", Pattern.MULTILINE).matcher(client.info(section));
    return found.find() ? Long.parseLong(found.group(1)) : 0;
  }

  @Test
  void shouldDropDeadEntriesAndRenewTimeWhenUserRegisters() {
    var key = "user_server_connection:alice";
    var alice = new UserId("alice");
    var one = world.node("node-1");
    var two = world.node("node-2");
    one.sessions().register(alice, new DeviceId("tablet"));
    two.sessions().register(alice, new DeviceId("laptop"));
    world.letAnnouncementRunOut("node-1");
    client.pexpire(key, 60_000);

    two.sessions().register(alice, PHONE);

    assertThat(client.hgetAll(key)).containsOnlyKeys("laptop", "phone");
    assertThat(client.pttl(key))
        .isBetween(SessionDirectory.ENTRY_KEPT_MILLIS - 60_000, SessionDirectory.ENTRY_KEPT_MILLIS);
  }

  @Test
  void shouldRenewTimeWhenSessionIsRestored() {
    var key = "user_server_connection:alice";
    var alice = new UserId("alice");
    var one = world.node("node-1");
    var epoch = one.sessions().register(alice, PHONE).epoch();
    client.pexpire(key, 60_000);

    assertThat(one.sessions().restore(List.of(new Session(alice, PHONE, epoch)))).isEmpty();

    assertThat(client.pttl(key)).isGreaterThan(SessionDirectory.ENTRY_KEPT_MILLIS - 60_000);
  }

  @Test
  void shouldLeaveNoKeyWhenLastDeviceUnregisters() {
    var alice = new UserId("alice");
    var one = world.node("node-1");
    var epoch = one.sessions().register(alice, PHONE).epoch();

    one.sessions().unregister(alice, PHONE, epoch);

    assertThat(client.exists("user_server_connection:alice")).isFalse();
  }

  @Test
  void shouldLimitAnnouncementInTimeWhenAnnounced() {
    var one = world.node("node-1");

    assertThat(one.registry().announce()).isTrue();

    assertThat(client.pttl("node:node-1"))
        .isBetween(NodeRegistry.TIME_TO_LIVE_MILLIS - 1_000, NodeRegistry.TIME_TO_LIVE_MILLIS);
    assertThat(client.smembers("nodes")).containsExactly("node-1");
  }

  @Test
  void shouldMeasureEachOperationWhenCalled() {
    var one = world.node("node-1");
    one.sessions().register(new UserId("alice"), PHONE);
    one.sessions().locate(List.of(new UserId("alice")));

    for (var operation : List.of("register", "locate", "announce")) {
      assertThat(
              one.meters().get("messenger.directory").tag("operation", operation).timer().count())
          .as(operation)
          .isEqualTo(1);
    }
    assertThat(one.meters().get("messenger.directory.failures").counter().count()).isZero();
  }
}
