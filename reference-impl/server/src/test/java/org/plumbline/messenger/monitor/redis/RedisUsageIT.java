package org.plumbline.messenger.monitor.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.directory.redis.RedisProcess;
import org.plumbline.messenger.directory.redis.RedisWorld;
import org.plumbline.messenger.monitor.Usage;
import org.plumbline.messenger.monitor.UsageContract;

class RedisUsageIT implements UsageContract {
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

  @Override
  public Usage usage() {
    return new RedisUsage(world.node("node-1").server());
  }

  @Test
  void shouldCountHitsAndMissesWhenKeysAreLookedUp() {
    Usage usage = usage();
    long missesBefore = usage.lookups().misses();
    assertThat(usage.activeUsers(MONDAY)).isZero();
    assertThat(usage.lookups().misses()).isGreaterThan(missesBefore);
    assertThat(usage.lookups().hitRatio()).isBetween(0.0, 1.0);
  }
}
