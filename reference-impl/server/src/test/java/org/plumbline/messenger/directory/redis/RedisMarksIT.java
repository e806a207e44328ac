package org.plumbline.messenger.directory.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.directory.ResyncList;
import org.plumbline.messenger.directory.SessionDirectory;
import org.plumbline.messenger.node.NodeConfig;
import org.plumbline.messenger.node.NodeRole;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;

/** What nodes leave for each other in Redis: who must sync, and how far ids have come. */
class RedisMarksIT {

  private static final SessionDirectory.Session BOB =
      new SessionDirectory.Session(
          new UserId("bob"), new DeviceId("phone"), 1_700_000_000_000_001L);

  private static RedisProcess redis;
  private RedisWorld world;

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
  }

  @AfterEach
  void closeWorld() {
    world.close();
  }

  private RedisResyncList listOf(String id) {
    return new RedisResyncList(world.node(id).server(), config(id));
  }

  private static NodeConfig config(String id) {
    return new NodeConfig(id, 7, Set.of(NodeRole.values()));
  }

  @Test
  void shouldNameTheSessionsUntilTheyWereTold() {
    RedisResyncList one = listOf("node-1");
    RedisResyncList two = listOf("node-2");
    one.add("node-2", List.of(BOB));

    assertThat(one.noted().isEmpty()).isTrue();
    assertThat(two.noted().sessions()).containsExactly(BOB);
    two.told(two.noted());
    assertThat(two.noted().isEmpty()).isTrue();
  }

  @Test
  void shouldKeepWhatWasNotedAfterTheLook() {
    RedisResyncList one = listOf("node-1");
    RedisResyncList two = listOf("node-2");
    one.add("node-2", List.of(BOB));
    ResyncList.Noted seen = two.noted();
    one.add("node-2", List.of(BOB));

    two.told(seen);

    assertThat(two.noted().sessions()).containsExactly(BOB);
  }

  @Test
  void shouldSayEverybodyWhenThereAreTooManyToName() {
    RedisResyncList one = listOf("node-1");
    RedisResyncList two = listOf("node-2");
    one.add(
        "node-2",
        LongStream.rangeClosed(0, ResyncList.SESSIONS_MAX)
            .mapToObj(i -> new SessionDirectory.Session(new UserId("u" + i), new DeviceId("d"), i))
            .toList());
    one.add("node-2", List.of(BOB));

    ResyncList.Noted noted = two.noted();
    assertThat(noted.everybody()).isTrue();
    assertThat(noted.sessions()).isEmpty();
    two.told(noted);
    assertThat(two.noted().isEmpty()).isTrue();
  }

  @Test
  void shouldNeverLowerTheMarkOfANumber() {
    RedisIdMarks older = new RedisIdMarks(world.node("node-1").server(), config("node-1"));
    assertThat(older.raise(2_000_000_000_000L).millis()).isEqualTo(2_000_000_000_000L);

    RedisIdMarks newer = new RedisIdMarks(world.node("node-2").server(), config("node-2"));

    assertThat(newer.raise(0).millis()).isEqualTo(2_000_000_000_000L);
    assertThat(newer.raise(0).nowMillis()).isPositive();
  }
}
