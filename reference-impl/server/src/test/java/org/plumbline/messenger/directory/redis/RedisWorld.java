package org.plumbline.messenger.directory.redis;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.plumbline.messenger.directory.Await;
import org.plumbline.messenger.directory.DirectoryWorld;
import org.plumbline.messenger.node.LinkAddress;
import org.plumbline.messenger.node.NodeConfig;
import org.plumbline.messenger.node.NodeRole;
import redis.clients.jedis.RedisClient;

/** Nodes that share one Redis. Starts with nothing in it. */
public final class RedisWorld implements DirectoryWorld {
  private final URI uri;
  private final RedisClient client;
  private final Deque<RedisNode> nodes = new ArrayDeque<>();

  public RedisWorld(RedisProcess redis) {
    this.uri = redis.uri();
    this.client = redis.client();
    forgetAll();
  }

  /** The settings' defaults, but for a view that is renewed more often to make tests short. */
  public static RedisConfig config(URI uri) {
    return new RedisConfig(
        uri,
        Duration.ofMillis(500),
        Duration.ofMillis(750),
        16,
        Duration.ofMillis(500),
        1_024,
        5,
        Duration.ofMillis(200),
        Duration.ofMillis(50));
  }

  /** One node's beans. */
  public record RedisNode(
      RedisServer server,
      RedisNodeRegistry registry,
      RedisSessionDirectory sessions,
      SimpleMeterRegistry meters) {}

  public RedisNode node(String id) {
    return node(id, 1 + Math.floorMod(id.hashCode(), 10_000));
  }

  private RedisNode node(String id, int number) {
    var config = config(uri);
    var self = new NodeConfig(id, number, Set.of(NodeRole.values()));
    var meters = new SimpleMeterRegistry();
    var server = new RedisServer(config, meters);
    var registry = new RedisNodeRegistry(server, config, self, new LinkAddress("127.0.0.1", 4_711));
    registry.start();
    var node =
        new RedisNode(
            server, registry, new RedisSessionDirectory(server, registry, self, config), meters);
    nodes.push(node);
    return node;
  }

  @Override
  public Started start(String node, int number) {
    var started = node(node, number);
    return new Started(started.sessions, started.registry);
  }

  /** Does at once what the server does when the time to live has passed. */
  @Override
  public void letAnnouncementRunOut(String node) {
    client.pexpire(RedisNodeRegistry.keyPrefix() + node, 1);
    Await.until(
        "the key ended",
        Duration.ofSeconds(5),
        () -> !client.exists(RedisNodeRegistry.keyPrefix() + node));
  }

  @Override
  public void letNumberRunOut(int number) {
    client.pexpire("node_number:" + number, 1);
    Await.until(
        "the key ended", Duration.ofSeconds(5), () -> !client.exists("node_number:" + number));
  }

  @Override
  public void forgetAll() {
    client.flushAll();
  }

  @Override
  public void close() {
    nodes.forEach(
        node -> {
          node.registry.close();
          node.server.close();
        });
    client.close();
  }
}
