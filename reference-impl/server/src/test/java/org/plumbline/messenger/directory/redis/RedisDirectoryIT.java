package org.plumbline.messenger.directory.redis;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.plumbline.messenger.directory.DirectoryNews;
import org.plumbline.messenger.directory.DirectoryNewsContract;
import org.plumbline.messenger.directory.DirectoryWorld;
import org.plumbline.messenger.directory.NodeRegistryContract;
import org.plumbline.messenger.directory.SessionDirectoryContract;

class RedisDirectoryIT {
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

  @Nested
  class Sessions implements SessionDirectoryContract {
    @Override
    public DirectoryWorld world() {
      return world;
    }
  }

  @Nested
  class Nodes implements NodeRegistryContract {
    @Override
    public DirectoryWorld world() {
      return world;
    }
  }

  @Nested
  class News implements DirectoryNewsContract {
    private RedisDirectoryNews news;

    @BeforeEach
    void listen() {
      news = new RedisDirectoryNews(world.node("node-1").server());
      news.start();
    }

    @AfterEach
    void close() {
      news.close();
    }

    @Override
    public DirectoryWorld world() {
      return world;
    }

    @Override
    public DirectoryNews news() {
      return news;
    }
  }
}
